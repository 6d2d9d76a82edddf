import fc from 'fast-check'
import { expect, it } from 'vitest'
import { requestRuleOn } from '#domain/monitoring/rules/online-rules.ts'
import { ClockWatch, gapsOf, isDue } from '#domain/monitoring/rules/requests.ts'

const hour = 3_600_000
const rule = requestRuleOn('2026-11-26')

it('missing hours are asked for in whole stretches, none twice, none that is there, none too many at once', () => {
  expect(
    gapsOf(
      [1, 2, 3, 7, 9, 10].map((n) => n * hour),
      hour,
      24,
    ),
  ).toEqual([
    { fromMs: hour, toMs: 3 * hour },
    { fromMs: 7 * hour, toMs: 7 * hour },
    { fromMs: 9 * hour, toMs: 10 * hour },
  ])
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 200 })), fc.integer({ min: 1, max: 30 }), (hours, most) => {
      const missing = hours.sort((a, b) => a - b).map((n) => n * hour)
      const covered = gapsOf(missing, hour, most).flatMap(({ fromMs, toMs }) => {
        const count = (toMs - fromMs) / hour + 1
        expect(count).toBeLessThanOrEqual(most)
        return Array.from({ length: count }, (_, n) => fromMs + n * hour)
      })
      expect(covered).toEqual(missing)
    }),
  )
})

it.each([
  ['never asked for', [], true],
  ['asked for an hour ago', [60], true],
  ['asked for 59 minutes ago', [59], false],
  ['asked for three times', [300, 200, 100], false],
])('a period that was %s', (_, minutesAgo, due) => {
  const asked = minutesAgo.map((minutes) => ({ fromMs: 0, toMs: hour, sentMs: 1e9 - minutes * 60_000 }))
  expect(isDue(hour, asked, 1e9, rule)).toBe(due)
  expect(isDue(2 * hour, asked, 1e9, rule)).toBe(true)
})

it.each([
  ['is a minute behind in three frames in a row', [-61, -62, -60.5], true],
  ['is a minute ahead in two frames', [61, 61], false],
  ['is a minute off, but not more', [60, 60, 60, 60], false],
  ['was right in between', [-90, -90, 0, -90, -90], false],
  ['only seems behind, since the device sends what it kept', [-3600, -3570, -3540, -3510, -3480], false],
])('a clock that %s', (_, ahead, isOff) => {
  const watch = new ClockWatch(rule.clock)
  for (const seconds of ahead) watch.see(1, seconds)
  expect(watch.isOff(1)).toBe(isOff)
  watch.forget(1)
  expect(watch.isOff(1)).toBe(false)
})
