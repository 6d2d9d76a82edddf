import fc from 'fast-check'
import { expect, it } from 'vitest'
import { reminderSteps } from '#db/vocabulary.ts'
import { reminderStep } from '#domain/disclosure/rules/reminder.ts'

it.each([
  [31, undefined],
  [30, 'days_30'],
  [8, 'days_30'],
  [7, 'days_7'],
  [2, 'days_7'],
  [1, 'day_1'],
  [0, 'day_1'],
  [-1, 'overdue'],
  [-7, 'overdue'],
  [-8, undefined],
])('with %s days left the reminder is %s', (days, step) => expect(reminderStep(days)).toBe(step))

it('as the days go by the steps come in their order, each at most once, whichever nights are missed', () =>
  fc.assert(
    fc.property(fc.subarray(Array.from({ length: 60 }, (_, i) => 40 - i)), (nights) => {
      const steps = [...new Set(nights.flatMap((days) => reminderStep(days) ?? []))]
      expect(steps).toEqual(reminderSteps.filter((step) => steps.includes(step)))
    }),
  ))
