import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requestState } from '#domain/device/rules/request.ts'
import { byClock, clockOf, countByClock } from '#domain/inbox/rules/clock.ts'
import {
  barToDelegation,
  type Desk,
  delegationRuleOn,
  delegationState,
  type Span,
} from '#domain/inbox/rules/delegation.ts'
import { digestOf } from '#domain/inbox/rules/digest.ts'
import { addDays } from '#platform/clock.ts'
import { handOf } from '#platform/permissions/matrix.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { endOf, type Waiting, waitingKinds } from '#platform/waiting.ts'
import { digestMail } from '#src/i18n/messages/digest.ts'
import { delegationBars } from '#src/i18n/messages/inbox.ts'
import { waitingWords } from '#src/i18n/messages/waiting.ts'

const now = new Date('2026-11-26T09:00:00+08:00')
const today = '2026-11-26'

describe('the clock of what waits', () => {
  it.each([
    ['2026-11-26T08:59:59.999+08:00', 'overdue'],
    ['2026-11-26T09:00:00+08:00', 'today'],
    ['2026-11-26T23:59:59.999+08:00', 'today'],
    ['2026-11-27T00:00:00+08:00', 'week'],
    ['2026-12-03T23:59:59.999+08:00', 'week'],
    ['2026-12-04T00:00:00+08:00', 'later'],
    [undefined, 'open'],
  ] as const)('due %s: %s', (dueAt, clock) => {
    expect(clockOf(dueAt === undefined ? undefined : new Date(dueAt), now)).toBe(clock)
  })

  it('a day ends at 24:00, a day that no rule sets has no end', () => {
    expect(endOf('2026-11-26').toISOString()).toBe('2026-11-26T15:59:59.999Z')
    expect(endOf(null)).toBeUndefined()
  })

  const anyLine = fc.record({
    kind: fc.constantFrom(...waitingKinds),
    subject: fc.nat(50).map((n) => `order:${n}`),
    title: fc.constant({ zh: '', en: '' }),
    path: fc.constant('/office'),
    dueAt: fc.option(fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }), {
      nil: undefined,
    }),
    since: fc.date({ min: new Date('2026-01-01'), max: now, noInvalidDate: true }),
    count: fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined }),
  })

  it('no line is lost or counted twice, and an earlier term never stands behind a later one', () => {
    fc.assert(
      fc.property(fc.array(anyLine), (lines: Waiting[]) => {
        const sum = lines.reduce((total, { count = 1 }) => total + count, 0)
        expect(Object.values(countByClock(lines, now)).reduce((a, b) => a + b, 0)).toBe(sum)
        const { total, kinds } = digestOf(lines, now)
        expect([total, kinds.reduce((all, kind) => all + kind.total, 0)]).toEqual([sum, sum])
        const terms = lines.toSorted(byClock).map(({ dueAt }) => dueAt?.getTime() ?? Number.POSITIVE_INFINITY)
        expect(terms).toEqual(terms.toSorted((a, b) => a - b))
      }),
      { numRuns: 150 },
    )
  })

  it('a letter says counts and links, and nothing of what a line is about', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1 }), (lines: Waiting[]) => {
        const named = lines.map((line) => ({
          ...line,
          title: { zh: '益阳某厂', en: 'Some Mill' },
          path: '/office/secret/7',
        }))
        for (const locale of ['zh', 'en'] as const) {
          const text = digestMail[locale].text(
            digestOf(named, now),
            'https://x/office/inbox',
            'https://x/account/digest',
          )
          expect(text).not.toMatch(/益阳某厂|Some Mill|secret|order:\d/)
          expect(text).toContain('https://x/office/inbox')
        }
      }),
      { numRuns: 50 },
    )
  })

  it('every kind has its words in both languages', () => {
    for (const kind of waitingKinds)
      expect([waitingWords('zh', kind), waitingWords('en', kind)]).toEqual([
        expect.stringMatching(/\p{Script=Han}/u),
        expect.not.stringMatching(/\p{Script=Han}/u),
      ])
  })
})

const desk = (userId: string, change: Partial<Desk> = {}): Desk => ({
  userId,
  role: 'county_officer',
  regionCode: '430922',
  department: 'inspection',
  isOpen: true,
  ...change,
})
const { longestDays, furthestAheadDays } = delegationRuleOn(today)

describe('who may stand in for whom', () => {
  const ask = (change: object = {}, others: Parameters<typeof barToDelegation>[1] = []) =>
    barToDelegation(
      { absent: desk('a'), delegate: desk('b'), fromOn: today, toOn: addDays(today, 4), ...change },
      others,
      today,
    )
  const meanwhile = { fromOn: addDays(today, 4), toOn: addDays(today, 9) }

  it.each([
    ['a colleague for some days', {}, [], undefined],
    ['from today for as long as the rule says', { toOn: addDays(today, longestDays - 1) }, [], undefined],
    ['a day longer', { toOn: addDays(today, longestDays) }, [], 'too_long'],
    ['themselves', { delegate: desk('a') }, [], 'self'],
    ['a firm', { absent: desk('a', { role: 'firm' }), delegate: desk('b', { role: 'firm' }) }, [], 'no_officer'],
    ['another county', { delegate: desk('b', { regionCode: '430923' }) }, [], 'not_colleague'],
    ['another department', { delegate: desk('b', { department: 'legal' }) }, [], 'not_colleague'],
    ['another role', { delegate: desk('b', { role: 'city_officer', regionCode: null }) }, [], 'not_colleague'],
    ['a disabled account', { delegate: desk('b', { isOpen: false }) }, [], 'closed'],
    ['an end before the beginning', { toOn: addDays(today, -1) }, [], 'turned_round'],
    ['a beginning that is over', { fromOn: addDays(today, -1) }, [], 'past'],
    [
      'too far ahead',
      { fromOn: addDays(today, furthestAheadDays + 1), toOn: addDays(today, furthestAheadDays + 1) },
      [],
      'too_far',
    ],
    [
      'the furthest day ahead',
      { fromOn: addDays(today, furthestAheadDays), toOn: addDays(today, furthestAheadDays) },
      [],
      undefined,
    ],
    ['a second delegate on the same day', {}, [{ absentId: 'a', delegateId: 'c', ...meanwhile }], 'has_one'],
    [
      'a second delegate from the day after on',
      { toOn: addDays(today, 3) },
      [{ absentId: 'a', delegateId: 'c', ...meanwhile }],
      undefined,
    ],
    ['somebody who is away too', {}, [{ absentId: 'b', delegateId: 'c', ...meanwhile }], 'delegate_away'],
    ['somebody whose own delegate is away', {}, [{ absentId: 'c', delegateId: 'a', ...meanwhile }], 'stands_in'],
    ['two absents at once', {}, [{ absentId: 'c', delegateId: 'b', ...meanwhile }], undefined],
  ] as const)('%s', (_, change, others, bar) => {
    expect(ask(change, others)).toBe(bar)
  })

  it('whatever is asked for, whoever is away has one delegate a day at most, nobody stands in through another, and none outlasts the rule', () => {
    const people = ['a', 'b', 'c', 'd']
    const request = fc.record({
      absentId: fc.constantFrom(...people),
      delegateId: fc.constantFrom(...people),
      from: fc.integer({ min: -3, max: 100 }),
      days: fc.integer({ min: -2, max: 40 }),
    })
    fc.assert(
      fc.property(fc.array(request, { maxLength: 25 }), (requests) => {
        const made: ({ absentId: string; delegateId: string } & Span)[] = []
        for (const { absentId, delegateId, from, days } of requests) {
          const span = { fromOn: addDays(today, from), toOn: addDays(today, from + days) }
          if (!barToDelegation({ absent: desk(absentId), delegate: desk(delegateId), ...span }, made, today))
            made.push({ absentId, delegateId, ...span })
        }
        for (let day = 0; day < 140; day++) {
          const on = addDays(today, day)
          const holding = made.filter(({ fromOn, toOn }) => fromOn <= on && on <= toOn)
          const absents = holding.map(({ absentId }) => absentId)
          expect(new Set(absents).size).toBe(absents.length)
          expect(holding.filter(({ delegateId }) => absents.includes(delegateId))).toEqual([])
        }
        for (const { fromOn, toOn } of made) expect(toOn <= addDays(fromOn, longestDays - 1)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })

  it.each([
    [addDays(today, 1), addDays(today, 3), null, 'coming'],
    [today, today, null, 'holds'],
    [addDays(today, -3), addDays(today, -1), null, 'over'],
    [today, addDays(today, 3), now, 'ended'],
  ] as const)('from %s to %s, ended %s: %s', (fromOn, toOn, endedAt, state) => {
    expect(delegationState({ fromOn, toOn, endedAt }, today)).toBe(state)
  })

  it('every refusal has its words in both languages', () => {
    const given = { fromOn: today, toOn: today, today, name: '甲', longestDays, furthestAheadDays }
    for (const bars of [delegationBars.zh, delegationBars.en])
      for (const words of Object.values(bars)) expect(words(given).length).toBeGreaterThan(5)
  })
})

describe('the hand of who stands in', () => {
  const delegate: Account = {
    role: 'city_officer',
    userId: 'b',
    name: '',
    regionCode: null,
    department: 'legal',
    enterpriseId: null,
    hasSecondFactor: true,
    actsFor: { userId: 'a', name: '', delegationId: 1, toOn: today },
  }
  it('is that of the colleague too; of nobody else', () => {
    expect(handOf(delegate, 'a')).toBe('b')
    expect(handOf(delegate, 'b')).toBe('b')
    expect(handOf(delegate, 'c')).toBe('c')
    expect(handOf(delegate, null)).toBeNull()
    expect(handOf({ ...delegate, actsFor: undefined }, 'a')).toBe('a')
  })
})

it.each([
  [null, null, 'silent'],
  [1, null, 'taken'],
  [2, null, 'refused'],
  [1, 1, 'done'],
  [null, 100, 'no_data'],
  [1, 4, 'failed'],
] as const)('a device that answered %s and %s to a request: %s', (accepted, executed, state) => {
  expect(requestState({ accepted, executed })).toBe(state)
})
