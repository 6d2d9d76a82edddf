import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  milestonesOf,
  paperDueOn,
  planStages,
  shareRun,
  stageOn,
  windowsLater,
  yearsOn,
} from '#domain/plan/rules/calendar.ts'
import { addDays } from '#platform/clock.ts'

const first = {
  screeningFrom: '2017-04-01',
  screeningTo: '2017-06-30',
  rectificationFrom: '2017-07-01',
  rectificationTo: '2017-12-31',
}

test.each([
  ['2017-03-31', 'not_begun'],
  ['2017-04-01', 'screening'],
  ['2017-06-30', 'screening'],
  ['2017-07-01', 'rectification'],
  ['2017-12-31', 'rectification'],
  ['2018-01-01', 'over'],
])('on %s batch one is %s', (day, stage) => {
  expect(stageOn(first, day)).toBe(stage)
})

test('a batch whose rectification begins later than its screening ends is between the two', () => {
  expect(stageOn({ ...first, rectificationFrom: '2017-07-10' }, '2017-07-09')).toBe('between')
})

test('a plan that runs nine years later has the same days nine years later, and stages that only go forward', () => {
  const later = windowsLater(first, 9)
  expect(later).toEqual({
    screeningFrom: '2026-04-01',
    screeningTo: '2026-06-30',
    rectificationFrom: '2026-07-01',
    rectificationTo: '2026-12-31',
  })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 60 }), (from, days) => {
      const day = addDays('2025-12-01', from)
      const place = (on: string) => planStages.indexOf(stageOn(later, on))
      expect(place(addDays(day, days))).toBeGreaterThanOrEqual(place(day))
      expect(shareRun(later.screeningFrom, later.screeningTo, day)).toBeLessThanOrEqual(
        shareRun(later.screeningFrom, later.screeningTo, addDays(day, days)),
      )
    }),
    { numRuns: 100 },
  )
})

test('29 February has its 28th in a year that has none', () => {
  expect(yearsOn('2016-02-29', 1)).toBe('2017-02-28')
  expect(yearsOn('2016-02-29', 4)).toBe('2020-02-29')
})

test('the days of the rule stand in their order with how far they are', () => {
  const days = milestonesOf(0, '2017-05-14')
  expect(days.map(({ on }) => on)).toEqual([...days.map(({ on }) => on)].sort())
  expect(days.find(({ code }) => code === 'county_rules')).toMatchObject({ on: '2017-04-22', daysLeft: -22 })
  expect(days.find(({ code }) => code === 'forms_collected')).toMatchObject({ on: '2017-05-15', daysLeft: 1 })
  expect(days.find(({ code, batch }) => code === 'summary' && batch === 3)?.on).toBe('2019-06-07')
})

test('a county files its rules by 22 April of the year', () => {
  expect(paperDueOn('rules', 2026)).toBe('2026-04-22')
})
