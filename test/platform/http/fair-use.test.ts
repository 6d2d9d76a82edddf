import { describe, expect, it } from 'vitest'
import { FairUse, networkOf } from '#platform/http/fair-use.ts'

const at = (seconds: number, day = '2026-11-25') => new Date(Date.parse(`${day}T00:00:00Z`) + seconds * 1000)

describe('fair use', () => {
  it('lets an address ask so often within a minute, then tells when to come again', () => {
    const use = new FairUse(60)
    for (let i = 0; i < 60; i++) expect(use.take('192.0.2.1', at(0))).toBe(0)
    expect(use.take('192.0.2.1', at(0))).toBe(1)
    expect(use.take('192.0.2.2', at(0))).toBe(0)
    expect(use.take('192.0.2.1', at(1.01))).toBe(0)
    expect(use.take('192.0.2.1', at(1.02))).toBe(1)
  })
  it('who comes back after the time told is let in, however narrow the use', () => {
    const use = new FairUse(1)
    expect(use.take('192.0.2.1', at(0))).toBe(0)
    const wait = use.take('192.0.2.1', at(7))
    expect(wait).toBe(53)
    expect(use.take('192.0.2.1', at(7 + wait))).toBe(0)
  })
  it('forgets every address when the day ends', () => {
    const use = new FairUse(1)
    use.take('192.0.2.1', at(86_399))
    use.take('192.0.2.2', at(86_399))
    expect(use.remembered).toBe(2)
    expect(use.take('192.0.2.1', at(0, '2026-11-26'))).toBe(0)
    expect(use.remembered).toBe(1)
  })
  it('a clock that goes back gives nothing away and breaks nothing', () => {
    const use = new FairUse(2)
    use.take('192.0.2.1', at(50))
    expect(use.take('192.0.2.1', at(10))).toBe(0)
    expect(use.take('192.0.2.1', at(10))).toBeGreaterThan(0)
  })
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['unknown', 'unknown'],
  ])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network))
})
