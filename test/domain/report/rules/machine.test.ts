import { expect, it } from 'vitest'
import { reportStates } from '#db/vocabulary.ts'
import { toTheHour } from '#domain/report/rules/clock.ts'
import { afterMove, movesFrom } from '#domain/report/rules/machine.ts'
import { boundsOf, cellOf } from '#domain/report/rules/place.ts'
import { clocksOn } from '#domain/report/rules/terms.ts'

it('a report is concluded only after it was accepted, and what was joined to another moves no more', () => {
  expect(reportStates.filter((state) => afterMove(state, 'conclude'))).toEqual(['accepted'])
  expect(movesFrom('joined')).toEqual([])
  expect(reportStates.filter((state) => afterMove(state, 'reopen'))).toEqual(['refused', 'referred', 'concluded'])
})

it('a place lies in its cell of the grid, on either side of its edge', () => {
  expect(cellOf(112.35, 28.55)).toEqual({ x: 2247, y: 571 })
  expect(boundsOf(cellOf(112.3712, 28.5577))).toEqual([112.35, 28.55, 112.4, 28.6])
  expect(cellOf(112.3499, 28.5499)).toEqual({ x: 2246, y: 570 })
})

it('what a reporter does is kept to the hour', () => {
  expect(toTheHour(new Date('2026-06-30T15:59:59.999Z')).toISOString()).toBe('2026-06-30T15:00:00.000Z')
})

it('the clocks of reporting are those of the hotline rule: 15 working days, 60 and at most 30 days more', () => {
  const { acceptWorkingDays, handleDays, extensionDays } = clocksOn('2026-11-25')
  expect([acceptWorkingDays, handleDays, extensionDays].map(({ value }) => value)).toEqual([15, 60, 30])
  expect(() => clocksOn('2011-02-28')).toThrow(RangeError)
})
