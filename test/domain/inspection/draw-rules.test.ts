import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  algorithm,
  draw,
  eligible,
  findTampering,
  type PoolFirm,
  type Pools,
  withoutInspectors,
} from '#domain/inspection/rules/draw/draw.ts'
import { sample } from '#domain/inspection/rules/draw/sample.ts'
import { hmac, openStream, sha256, toHex } from '#domain/inspection/rules/draw/stream.ts'
import { inspectionTermsOn } from '#domain/inspection/rules/terms.ts'
import { weightOf } from '#domain/inspection/rules/weights.ts'
import { canonicalJson } from '#platform/canonical-json.ts'

const seed = '00'.repeat(31).concat('2a')
const firm = (id: string, weight: number, region = '430922'): PoolFirm => ({
  ...{ id, name: `厂${id}`, region, weight },
  reasons: { base: weight },
})
const inspector = (id: string, region = '430922') => ({ id, region, post: '监察岗', weight: 1 })
const pools = (given: Partial<Pools> = {}): Pools => ({
  ...{ algorithm, no: '抽2026-0001', purpose: '季度抽查', rules: '2026-1', isCross: false },
  take: { firms: 3, inspectors: 2 },
  firms: ['A', 'B', 'C', 'D', 'E', 'F'].map((id, i) => firm(id, 10 * (i + 1))),
  inspectors: ['43090001', '43090002', '43090003', '43090004'].map((id) => inspector(id)),
  apart: [['B', '43090001']],
  ...given,
})
const run = async (given: Pools, witness = '20261126', its = seed) =>
  draw(given, await sha256(canonicalJson(given)), its, witness)

describe('the stream of numbers', () => {
  it('is HMAC-SHA256 in counter mode: its blocks are those of another library', async () => {
    const key = new Uint8Array(Buffer.from(seed, 'hex'))
    const block = createHmac('sha256', Buffer.from(seed, 'hex')).update('firms\n0').digest()
    const stream = await openStream(key, 'firms')
    for (const offset of [0, 8, 16, 24]) expect(await stream.below(1n << 64n)).toBe(block.readBigUInt64BE(offset))
    expect(toHex(await hmac(key, 'x'))).toBe(createHmac('sha256', Buffer.from(seed, 'hex')).update('x').digest('hex'))
  })

  it('gives every number below n as often as the others (chi-square below its bound of 1 in 10,000)', async () => {
    const stream = await openStream(new Uint8Array(32), 'uniform')
    const counts = Array.from({ length: 10 }, () => 0)
    for (let i = 0; i < 10_000; i++) counts[Number(await stream.below(10n))]! += 1
    expect(counts.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0)).toBeLessThan(33.7)
  })
})

describe('a weighted sample', () => {
  it('takes each candidate first as often as its weight says', async () => {
    const candidates = [1, 2, 3, 4, 10].map((weight) => ({ id: `w${weight}`, weight }))
    const stream = await openStream(new Uint8Array(32), 'weights')
    const counts = new Map(candidates.map(({ id }) => [id, 0]))
    for (let i = 0; i < 8000; i++) {
      const [first] = await sample(candidates, 1, stream)
      counts.set(first!.id, counts.get(first!.id)! + 1)
    }
    const chi = candidates.reduce((sum, { id, weight }) => {
      const expected = (8000 * weight) / 20
      return sum + (counts.get(id)! - expected) ** 2 / expected
    }, 0)
    expect(chi).toBeLessThan(23.5)
  })

  it('takes nobody twice, no more than there are, and does not look at the order in which they come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(
          fc.record({ id: fc.string({ minLength: 1, maxLength: 6 }), weight: fc.integer({ min: 1, max: 99 }) }),
          {
            selector: ({ id }) => id,
            maxLength: 20,
          },
        ),
        fc.integer({ min: 1, max: 12 }),
        fc.infiniteStream(fc.nat()),
        async (candidates, most, numbers) => {
          const label = String(numbers.next().value)
          const drawn = await sample(candidates, most, await openStream(new Uint8Array(32), label))
          expect(new Set(drawn.map(({ id }) => id)).size).toBe(Math.min(most, candidates.length))
          const turned = await sample([...candidates].reverse(), most, await openStream(new Uint8Array(32), label))
          expect(turned).toEqual(drawn)
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('a draw', () => {
  it('of known pools, seed and number gives the known answer', async () => {
    const given = pools()
    expect(await sha256(canonicalJson(given))).toMatchInlineSnapshot(
      `"b15797a620c304fc9d55564380113b592d9db69c4cd85d302ed622b106ba0420"`,
    )
    expect(await run(given)).toMatchInlineSnapshot(`
      [
        {
          "firm": "F",
          "inspectors": [
            "43090001",
            "43090004",
          ],
        },
        {
          "firm": "E",
          "inspectors": [
            "43090003",
            "43090001",
          ],
        },
        {
          "firm": "C",
          "inspectors": [
            "43090004",
            "43090001",
          ],
        },
      ]
    `)
    expect(await run(given, '20261127')).toMatchInlineSnapshot(`
      [
        {
          "firm": "B",
          "inspectors": [
            "43090003",
            "43090002",
          ],
        },
        {
          "firm": "F",
          "inspectors": [
            "43090002",
            "43090003",
          ],
        },
        {
          "firm": "D",
          "inspectors": [
            "43090004",
            "43090002",
          ],
        },
      ]
    `)
  })

  it('never sends an inspector to a firm that they stay away from, nor one of the wrong county', async () => {
    const regions = fc.constantFrom('430900', '430922', '430923')
    await fc.assert(
      fc.asyncProperty(
        fc.array(regions, { minLength: 2, maxLength: 8 }),
        fc.array(regions, { minLength: 4, maxLength: 10 }),
        fc.array(fc.tuple(fc.nat(7), fc.nat(9)), { maxLength: 12 }),
        fc.boolean(),
        fc.stringMatching(/^[0-9]{4,20}$/),
        async (firmRegions, officerRegions, pairs, isCross, witness) => {
          const given = pools({
            isCross,
            firms: firmRegions.map((region, i) => firm(`F${i}`, 5 + i, region)),
            inspectors: officerRegions.map((region, i) => inspector(`4309000${i}`, region)),
            apart: pairs.map(([f, o]) => [`F${f}`, `4309000${o}`]),
          })
          const short = new Set(withoutInspectors(given).map(({ id }) => id))
          for (const { firm: id, inspectors } of await run(given, witness)) {
            const its = given.firms.find((each) => each.id === id)!
            const may = new Set(eligible(given, its).map((each) => each.id))
            expect(inspectors.every((each) => may.has(each))).toBe(true)
            expect(inspectors.length).toBe(short.has(id) ? may.size : 2)
            for (const each of inspectors) {
              const { region } = given.inspectors.find((officer) => officer.id === each)!
              expect(given.apart.some(([f, o]) => f === id && o === each)).toBe(false)
              if (isCross) expect(region).not.toBe(its.region)
              else expect([its.region, '430900']).toContain(region)
            }
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  it('that was tampered with in its pools, its seed or its result is found out, and only that', async () => {
    const given = pools()
    const bytes = canonicalJson(given)
    const whole = {
      pools: bytes,
      poolsSha256: await sha256(bytes),
      commitment: await sha256(new Uint8Array(Buffer.from(seed, 'hex'))),
      ...{ seed, witnessNumber: '20261126', result: await run(given) },
    }
    expect(await findTampering(whole)).toEqual([])
    const lighter = bytes.replace('"weight":60', '"weight":6')
    expect(await findTampering({ ...whole, pools: lighter })).toContain('pools')
    expect(await findTampering({ ...whole, seed: 'ff'.repeat(32) })).toEqual(['seed', 'result'])
    expect(await findTampering({ ...whole, seed: 'no seed' })).toEqual(['seed', 'result'])
    expect(await findTampering({ ...whole, witnessNumber: '99999999' })).toEqual(['result'])
    const swapped = whole.result.map((row, i) =>
      i === 0 ? { ...row, inspectors: [...row.inspectors].reverse() } : row,
    )
    expect(await findTampering({ ...whole, result: swapped })).toEqual(['result'])
    expect(await findTampering({ ...whole, result: whole.result.slice(1) })).toEqual(['result'])
  })
})

describe('the weight of a firm', () => {
  const terms = inspectionTermsOn('2026-11-26')
  const nothing = {
    ...{ controlLevel: 'other' as const, exceedances: 0, samplesOver: 0, cases: 0, reports: 0, onlineSigns: 0 },
    ...{ isDeviceMissing: false, isInspected: true },
  }

  it.each([
    ['a firm of which nothing is known', {}, 10],
    ['not inspected for a year', { isInspected: false }, 20],
    ['under national control', { controlLevel: 'national' as const }, 40],
    ['with nine exceedances', { exceedances: 9 }, 28],
    ['with ten, where they reach their most', { exceedances: 10 }, 30],
    ['with a hundred', { exceedances: 100 }, 30],
    ['with two published cases', { cases: 2 }, 40],
    ['with a confirmed report and a missing device', { reports: 1, isDeviceMissing: true }, 25],
  ])('%s', (_, facts, weight) => {
    expect(weightOf({ ...nothing, ...facts }, terms).weight).toBe(weight)
  })

  it('is the sum of its reasons, whole and above nothing', () => {
    fc.assert(
      fc.property(
        fc.record({
          controlLevel: fc.constantFrom('national', 'provincial', 'municipal', 'other'),
          ...Object.fromEntries(
            ['exceedances', 'samplesOver', 'cases', 'reports', 'onlineSigns'].map((name) => [name, fc.nat(500)]),
          ),
          isDeviceMissing: fc.boolean(),
          isInspected: fc.boolean(),
        }),
        (facts) => {
          const { weight, reasons } = weightOf(facts as never, terms)
          expect(Object.values(reasons).reduce((a, b) => a + b, 0)).toBe(weight)
          expect(Number.isInteger(weight) && weight > 0).toBe(true)
        },
      ),
      { numRuns: 100 },
    )
  })
})
