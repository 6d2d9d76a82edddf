import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { daysLeft, dueDay, endOfDueDay, filingState } from '#domain/disclosure/rules/deadline.ts'
import { addDays } from '#platform/clock.ts'

describe('the due day follows from the rule of the year', () => {
  it.each([
    ['a fixed day', { fixedOn: '2026-06-30', daysAfterList: null }, '2026-03-20', '2026-06-30'],
    ['a fixed day without a list', { fixedOn: '2026-06-30', daysAfterList: null }, null, '2026-06-30'],
    ['90 days after the list', { fixedOn: null, daysAfterList: 90 }, '2024-03-29', '2024-06-27'],
    ['90 days over a leap day', { fixedOn: null, daysAfterList: 90 }, '2024-01-31', '2024-04-30'],
    ['90 days after a list that is not out', { fixedOn: null, daysAfterList: 90 }, null, undefined],
  ])('%s', (_, rule, listPublishedOn, due) => {
    expect(dueDay(rule, listPublishedOn)).toBe(due)
  })
})

describe('filing states on both sides of 24:00 of the due day in the city', () => {
  const dueOn = '2026-06-30'
  const lastMoment = new Date('2026-06-30T16:00:00.000Z') // 24:00 in Yiyang
  const aMomentLater = new Date(lastMoment.getTime() + 1)

  it('the day ends at 16:00 UTC', () => expect(endOfDueDay(dueOn)).toEqual(lastMoment))
  it.each([
    ['nobody must file', null, null, aMomentLater, 'not_required'],
    ['unpublished long before', dueOn, null, new Date('2026-01-01'), 'not_yet_due'],
    ['unpublished at 24:00', dueOn, null, lastMoment, 'not_yet_due'],
    ['unpublished a millisecond later', dueOn, null, aMomentLater, 'overdue'],
    ['published at 24:00', dueOn, lastMoment, aMomentLater, 'published'],
    ['published a millisecond later', dueOn, aMomentLater, aMomentLater, 'published_late'],
    [
      'published on the day, asked years later',
      dueOn,
      new Date('2026-06-30T01:00:00Z'),
      new Date('2031-01-01'),
      'published',
    ],
    ['published without having to', null, aMomentLater, aMomentLater, 'published'],
  ])('%s', (_, due, publishedAt, now, state) => {
    expect(filingState({ dueOn: due, publishedAt }, now)).toBe(state)
  })

  it.each([
    ['2026-06-29T16:00:00Z', 0],
    ['2026-06-30T15:59:59Z', 0],
    ['2026-06-30T16:00:00Z', -1],
    ['2026-06-23T04:00:00Z', 7],
    ['2026-11-23T04:00:00Z', -146],
  ])('at %s there are %d days left', (now, days) => expect(daysLeft(dueOn, new Date(now))).toBe(days))

  it('once overdue, always overdue until it is published, and then late for ever', () => {
    const instant = fc.date({ min: new Date('2021-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
    const day = fc.integer({ min: 0, max: 2000 }).map((n) => addDays('2021-01-01', n))
    fc.assert(
      fc.property(day, instant, instant, (due, a, b) => {
        const [early, late] = a <= b ? [a, b] : [b, a]
        const first = filingState({ dueOn: due, publishedAt: null }, early)
        if (first === 'overdue') {
          expect(filingState({ dueOn: due, publishedAt: null }, late)).toBe('overdue')
          expect(filingState({ dueOn: due, publishedAt: late }, late)).toBe('published_late')
        } else expect(filingState({ dueOn: due, publishedAt: early }, late)).toBe('published')
      }),
    )
  })
})
