import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { calm, calmed } from '#platform/cache/calm.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function heard() {
  const dropped: string[][] = []
  return { dropped, drop: calmed((tags) => dropped.push(tags)) }
}

it('an event is followed at once, also the next one', () => {
  const { dropped, drop } = heard()
  drop(['disclosures', 'disclosure:1'])
  drop(['disclosures', 'disclosure:2'])
  expect(dropped).toEqual([
    ['disclosures', 'disclosure:1'],
    ['disclosures', 'disclosure:2'],
  ])
})

it('in a rush a list is dropped every few seconds and after the last event; one record never waits', () => {
  const { dropped, drop } = heard()
  for (let i = 0; i < 200; i++) {
    drop(['home', `disclosure:${i}`])
    vi.advanceTimersByTime(50)
  }
  const before = dropped.filter((tags) => tags.includes('home')).length
  expect(before).toBeLessThanOrEqual(calm.atOnce + 10_000 / calm.everyMs)
  expect(before).toBeGreaterThan(3)
  expect(dropped.filter((tags) => tags.some((tag) => tag.startsWith('disclosure:')))).toHaveLength(200)
  vi.advanceTimersByTime(calm.everyMs)
  expect(dropped.at(-1)).toEqual(['home'])
  const after = dropped.length
  vi.advanceTimersByTime(60_000)
  expect(dropped).toHaveLength(after)
  drop(['home'])
  expect(dropped).toHaveLength(after + 1)
})

it('what drops everything never waits', () => {
  const { dropped, drop } = heard()
  for (let i = 0; i < 20; i++) drop(['*'])
  expect(dropped).toHaveLength(20)
})
