import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDeadlines } from '#db/seed/reference-files.ts'
import {
  changeDue,
  daysLeft,
  dueDay,
  endOfDueDay,
  filingState,
  obligedYears,
  supplementDueDay,
} from '#domain/disclosure/rules/deadline.ts'
import { type DisclosureRule, ruleOn, termEnd } from '#domain/disclosure/rules/term.ts'
import { addDays } from '#platform/clock.ts'

/** The rules as the files have them, as the database gives them. */
const rules: DisclosureRule[] = readDeadlines().ruleSets.flatMap(({ code, validFrom, validTo, rules }) =>
  rules.map(({ duty, fixedDay, yearOffset, days, dayKind, basis, basisEn }) => ({
    ruleSet: code,
    duty,
    validFrom,
    validTo: validTo ?? null,
    fixedDay: fixedDay ?? null,
    yearOffset: yearOffset ?? 0,
    days: days ?? null,
    dayKind: dayKind ?? null,
    basis,
    basisEn,
  })),
)
const rule = (ruleSet: string, duty: DisclosureRule['duty']) =>
  rules.find((each) => each.ruleSet === ruleSet && each.duty === duty) as DisclosureRule
const day = fc.integer({ min: 0, max: 4000 }).map((n) => addDays('2015-01-01', n))

describe('the due day follows from the rule of the year', () => {
  it.each([
    ['the city rule: the end of June', 'city-rule', 2026, '2026-03-20', '2026-06-30'],
    ['the city rule without a list', 'city-rule', 2026, null, '2026-06-30'],
    ['order 31: 90 days after the list, its own day not counted', 'order-31', 2021, '2021-03-29', '2021-06-27'],
    ['90 days over a leap day', 'city-list-notice', 2024, '2024-01-31', '2024-04-30'],
    ['90 days after a list that is not out', 'order-31', 2016, null, undefined],
    ['order 24: 15 March', 'order-24', 2023, '2022-03-30', '2023-03-15'],
    ['the Code with the term of order 24', 'code-2026', 2027, '2026-03-30', '2027-03-15'],
  ])('%s', (_, ruleSet, year, listPublishedOn, due) => {
    expect(dueDay(rule(ruleSet, 'annual'), year, listPublishedOn)).toBe(due)
  })

  it('a list obliges for its own year, under order 24 for the next; where the city changes over, for both or for none', () => {
    const applied = (sets: Record<number, string>) => (year: number) => sets[year] && rule(sets[year], 'annual')
    const years = (sets: Record<number, string>) => obligedYears(2022, (year) => applied(sets)(year) || undefined)
    expect(years({ 2022: 'city-rule', 2023: 'city-rule' })).toEqual([2022])
    expect(years({ 2022: 'order-24', 2023: 'order-24' })).toEqual([2023])
    expect(years({ 2022: 'city-rule', 2023: 'order-24' })).toEqual([2022, 2023])
    expect(years({ 2022: 'order-24', 2023: 'city-rule' })).toEqual([])
    expect(years({ 2022: 'order-31' })).toEqual([2022])
    expect(years({})).toEqual([])
  })

  it.each([
    ['listed in April: the day of all', 'city-rule', '2026-04-01', '2026-06-30'],
    ['listed so that 90 days end on the day of all', 'city-rule', '2026-04-01', '2026-06-30'],
    ['a day later: one day more', 'city-rule', '2026-04-02', '2026-07-01'],
    ['listed in October: 90 days of its own', 'city-rule', '2026-10-15', '2027-01-13'],
    ['under order 24 the next 15 March', 'order-24', '2025-10-15', '2026-03-15'],
  ])('a supplement, %s', (_, ruleSet, publishedOn, due) => {
    expect(supplementDueDay(rule(ruleSet, 'annual'), rule(ruleSet, 'supplement'), 2026, publishedOn)).toBe(due)
  })

  it('a supplement never has a shorter term than the list, nor less than its own', () =>
    fc.assert(
      fc.property(day, fc.constantFrom('city-rule', 'order-31', 'city-list-notice'), (publishedOn, ruleSet) => {
        const year = Number(publishedOn.slice(0, 4))
        const annual = rule(ruleSet, 'annual')
        const due = supplementDueDay(annual, rule(ruleSet, 'supplement'), year, publishedOn) as string
        expect(due >= (dueDay(annual, year, publishedOn) as string)).toBe(true)
        expect(due >= addDays(publishedOn, 90)).toBe(true)
      }),
    ))
})

describe('a term', () => {
  it.each([
    ['30 natural days', '2021-01-31', { days: 30, dayKind: 'natural' }, '2021-03-02'],
    ['5 working days from a Monday', '2022-03-07', { days: 5, dayKind: 'working' }, '2022-03-14'],
    ['5 working days from a Friday', '2022-03-11', { days: 5, dayKind: 'working' }, '2022-03-18'],
    [
      '5 working days over the National Day of 2024, with its make-up days',
      '2024-09-29',
      { days: 5, dayKind: 'working' },
      '2024-10-11',
    ],
    [
      '10 working days from the last of March 2022, over Qingming and the worked Saturday before it',
      '2022-03-31',
      { days: 10, dayKind: 'working' },
      '2022-04-15',
    ],
  ] as const)('%s', (_, from, term, end) => expect(termEnd(from, term)).toBe(end))

  it('does not count its first day, ends later the longer it is, and working days are never quicker', () =>
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), (from, days) => {
        const natural = termEnd(from, { days, dayKind: 'natural' })
        const working = termEnd(from, { days, dayKind: 'working' })
        expect(natural).toBe(addDays(from, days))
        expect(working >= natural).toBe(true)
        expect(termEnd(from, { days: days + 1, dayKind: 'working' }) > working).toBe(true)
      }),
    ))
})

describe('a change is due by the law of its day', () => {
  const listed = '2014-03-31'
  it.each([
    ['the last day of order 31', '2022-02-07', '2022-03-09', 'order-31'],
    ['the first day of order 24', '2022-02-08', '2022-02-15', 'order-24'],
    ['the last day of order 24', '2026-08-14', '2026-08-21', 'order-24'],
    ['the first day of the Code', '2026-08-15', '2026-08-21', 'code-2026'],
  ])('%s', (_, receivedOn, dueOn, ruleSet) => expect(changeDue(rules, receivedOn, listed)).toEqual({ dueOn, ruleSet }))

  it('what happened before the list of the year is due ten working days after it; before the rules, never', () => {
    expect(changeDue(rules, '2023-01-10', '2023-03-30')).toEqual({ dueOn: '2023-04-14', ruleSet: 'order-24' })
    expect(changeDue(rules, '2023-03-30', '2023-03-30')).toEqual({ dueOn: '2023-04-07', ruleSet: 'order-24' })
    expect(changeDue(rules, '2020-01-10', '2020-03-30')).toBeUndefined()
    expect(changeDue(rules, '2014-12-31', listed)).toBeUndefined()
  })

  it('on each day of the rules exactly one set answers', () =>
    fc.assert(
      fc.property(day, (on) => {
        expect(rules.filter((each) => each === ruleOn([each], 'change', on))).toHaveLength(1)
        expect((changeDue(rules, on, listed)?.dueOn ?? '') > on).toBe(true)
      }),
    ))
})

describe('filing states on both sides of each edge', () => {
  const dueOn = '2026-06-30'
  const lastMoment = new Date('2026-06-30T16:00:00.000Z') // 24:00 in Yiyang
  const aMomentLater = new Date(lastMoment.getTime() + 1)
  const monthBefore = new Date('2026-05-30T16:00:00.000Z') // 31 May begins: 30 days left

  it('the day ends at 16:00 UTC', () => expect(endOfDueDay(dueOn)).toEqual(lastMoment))
  it.each([
    ['nobody must file', null, null, null, aMomentLater, 'not_required'],
    ['unpublished long before', dueOn, null, null, new Date('2026-01-01'), 'not_yet_due'],
    ['unpublished, 31 days left', dueOn, null, null, new Date(monthBefore.getTime() - 1), 'not_yet_due'],
    ['unpublished, 30 days left', dueOn, null, null, monthBefore, 'due'],
    ['unpublished at 24:00', dueOn, null, null, lastMoment, 'due'],
    ['unpublished a millisecond later', dueOn, null, null, aMomentLater, 'overdue'],
    ['unpublished, a refusal on record', dueOn, null, '2026-07-20', new Date('2026-07-20'), 'refused'],
    ['published at 24:00', dueOn, lastMoment, null, aMomentLater, 'published'],
    ['published a millisecond later', dueOn, aMomentLater, null, aMomentLater, 'published_late'],
    [
      'published after a refusal',
      dueOn,
      new Date('2026-08-01'),
      '2026-07-20',
      new Date('2026-08-02'),
      'published_late',
    ],
    [
      'published on the day, asked years later',
      dueOn,
      new Date('2026-06-30T01:00:00Z'),
      null,
      new Date('2031-01-01'),
      'published',
    ],
    ['published without having to', null, aMomentLater, null, aMomentLater, 'published'],
  ])('%s', (_, due, publishedAt, refusedOn, now, state) => {
    expect(filingState({ dueOn: due, publishedAt, refusedOn }, now)).toBe(state)
  })

  it.each([
    ['2026-06-29T16:00:00Z', 0],
    ['2026-06-30T15:59:59Z', 0],
    ['2026-06-30T16:00:00Z', -1],
    ['2026-06-23T04:00:00Z', 7],
    ['2026-11-23T04:00:00Z', -146],
  ])('at %s there are %d days left', (now, days) => expect(daysLeft(dueOn, new Date(now))).toBe(days))

  it('time only moves a missing disclosure on: not yet due, due, overdue; then it is late for ever', () => {
    const instant = fc.date({ min: new Date('2021-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
    const due = fc.integer({ min: 0, max: 2000 }).map((n) => addDays('2021-01-01', n))
    const order = ['not_yet_due', 'due', 'overdue']
    fc.assert(
      fc.property(due, instant, instant, (dueOn, a, b) => {
        const [early, late] = a <= b ? [a, b] : [b, a]
        const open = { dueOn, publishedAt: null, refusedOn: null }
        const [first, second] = [filingState(open, early), filingState(open, late)]
        expect(order.indexOf(first)).toBeLessThanOrEqual(order.indexOf(second))
        expect(filingState({ ...open, publishedAt: early }, late)).toBe(
          first === 'overdue' ? 'published_late' : 'published',
        )
      }),
    )
  })
})
