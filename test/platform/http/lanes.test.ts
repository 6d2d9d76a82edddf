import { describe, expect, it } from 'vitest'
import { Lane, laneOf, TurnedAway } from '#platform/http/lanes.ts'

describe('a lane', () => {
  it('lets so many go, lets so many wait in their order, and turns the next away', async () => {
    const lane = new Lane({ atOnce: 1, waiting: 2 })
    const first = await lane.enter()
    const order: number[] = []
    const second = lane.enter().then((end) => {
      order.push(2)
      return end
    })
    const third = lane.enter().then((end) => {
      order.push(3)
      return end
    })
    await expect(lane.enter()).rejects.toThrow(TurnedAway)
    expect(order).toEqual([])
    first()
    const endOfSecond = await second
    expect(order).toEqual([2])
    endOfSecond()
    await third
    expect(order).toEqual([2, 3])
  })

  it('a turn that is ended twice makes room for one', async () => {
    const lane = new Lane({ atOnce: 1, waiting: 0 })
    const end = await lane.enter()
    end()
    end()
    await lane.enter()
    await expect(lane.enter()).rejects.toThrow(TurnedAway)
  })
})

it.each([
  ['PUT', '/filing/2026/autosave', 'saves'],
  ['PUT', '/en/filing/2026/autosave', 'saves'],
  ['POST', '/filing/2026/preview?_action=disclosure.signAndPublish', 'forms'],
  ['PUT', '/filing/2026/basic', 'forms'],
  ['GET', '/filing/2026/autosave', 'pages'],
  ['HEAD', '/board', 'pages'],
  ['GET', '/', 'pages'],
  ['GET', '/healthz', undefined],
  ['GET', '/readyz?verbose', undefined],
  ['GET', '/metrics', undefined],
])('%s %s takes the lane %s', (method, url, lane) => expect(laneOf(method, url)).toBe(lane))
