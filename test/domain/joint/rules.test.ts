import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unprosecutedDefinitions } from '#db/vocabulary.ts'
import {
  isSide,
  type SheetState,
  sheetClocks,
  sheetSteps,
  sheetTerms,
  stepsFor,
} from '#domain/joint/rules/contact-sheet.ts'
import { lackingPosts, postsOf } from '#domain/joint/rules/liaison.ts'
import {
  extendable,
  nextSteps,
  type ReferralCourse,
  type ReferralStep,
  referralClocks,
  referralTermsOn,
  stateAfter,
} from '#domain/joint/rules/referral.ts'
import { contactSheetTermsOn, liaisonTermsOn, unprosecutedTermsOn } from '#domain/joint/rules/terms.ts'
import {
  criminalTimes,
  type Fact,
  keyOf,
  overlooked,
  reachesCriminalLine,
  stateOf,
} from '#domain/joint/rules/unprosecuted.ts'
import { addDays } from '#platform/clock.ts'

const today = '2026-11-25'
const terms = unprosecutedTermsOn(today)
const time = (text: string) => new Date(`${text}+08:00`)

describe('a contact sheet', () => {
  const sheet = {
    regionCode: '430922',
    fromLevel: 'county',
    fromDepartment: 'inspection',
    toLevel: 'city',
    toDepartment: 'monitoring',
    state: 'sent',
  } as const
  const county = { role: 'county_officer', regionCode: '430922', department: 'inspection' }
  const city = { role: 'city_officer', regionCode: null, department: 'monitoring' }
  it('each step is one side’s: who asks never answers, who is asked never confirms', () => {
    expect(stepsFor(sheet, city)).toEqual(['accept', 'decline'])
    expect(stepsFor(sheet, county)).toEqual(['withdraw'])
    expect(stepsFor({ ...sheet, state: 'answered' }, county)).toEqual(['return', 'close'])
    expect(stepsFor({ ...sheet, state: 'answered' }, city)).toEqual([])
    for (const other of [
      { ...county, regionCode: '430923' },
      { ...city, department: 'inspection' },
      { ...county, department: 'legal' },
    ])
      expect([isSide(sheet, 'asker', other), isSide(sheet, 'asked', other)]).toEqual([false, false])
  })
  it('no order of steps closes one that was not answered', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...(Object.keys(sheetSteps) as (keyof typeof sheetSteps)[])), { maxLength: 12 }),
        (tried) => {
          let state: SheetState = 'sent'
          let answered = false
          for (const step of tried) {
            if (!sheetSteps[step].from.includes(state)) continue
            if (step === 'answer') answered = true
            state = sheetSteps[step].to
          }
          expect(state === 'closed' && !answered).toBe(false)
        },
      ),
      { numRuns: 150 },
    )
  })
  it('is taken on within 24 hours and answered by the end of its day', () => {
    const sentAt = time('2026-11-20T10:00:00')
    const { acceptBy, answerBy } = sheetTerms(sentAt, contactSheetTermsOn(today))
    expect([acceptBy, answerBy]).toEqual([time('2026-11-21T10:00:00'), '2026-12-04'])
    const of = (state: SheetState, acceptedAt: Date | null, answeredAt: Date | null, now: Date) =>
      sheetClocks({ state, acceptBy, answerBy, acceptedAt, answeredAt }, now)
    expect(of('sent', null, null, acceptBy)).toEqual({ accept: 'waiting', answer: 'waiting' })
    expect(of('sent', null, null, new Date(acceptBy.getTime() + 1)).accept).toBe('overdue')
    expect(of('answered', acceptBy, time('2026-12-04T23:59:59'), time('2027-01-01T00:00:00'))).toEqual({
      accept: 'in_time',
      answer: 'in_time',
    })
    expect(of('answered', acceptBy, time('2026-12-05T00:00:00'), time('2027-01-01T00:00:00')).answer).toBe('late')
    expect(of('declined', null, null, time('2027-01-01T00:00:00'))).toEqual({ accept: 'none', answer: 'none' })
  })
})

describe('liaison officers', () => {
  it('a county has one general, six of departments and twice two contacts; the city the contacts alone', () => {
    const count = (bureau: 'city' | 'county') =>
      postsOf(bureau, liaisonTermsOn(today)).reduce((sum, post) => sum + post.count, 0)
    expect([count('county'), count('city')]).toEqual([11, 4])
  })
  it('who is lacking is named with how many', () => {
    const present = [
      { role: 'source_monitoring' as const, department: null },
      { role: 'general' as const, department: null },
    ]
    const lacking = lackingPosts('county', present, liaisonTermsOn(today))
    expect(lacking.find(({ role }) => role === 'source_monitoring')?.missing).toBe(1)
    expect(lacking.find(({ role }) => role === 'monitoring_body')?.missing).toBe(2)
    expect(lacking.some(({ role }) => role === 'general')).toBe(false)
  })
})

const course = (over: Partial<ReferralCourse> = {}): ReferralCourse => ({
  kind: 'criminal',
  state: 'proposed',
  proposedAt: time('2026-11-20T09:00:00'),
  ...{
    decidedAt: null,
    sentAt: null,
    copiedAt: null,
    receivedAt: null,
    answerDays: null,
    answeredAt: null,
    reviewAskedAt: null,
    reviewedAt: null,
  },
  ...over,
})

describe('a referral', () => {
  it('its clocks: three natural days that end on a working day, 24 hours, three days of the police', () => {
    // 20 November is a Friday: three days later is Monday the 23rd.
    expect(referralClocks(course(), time('2026-11-23T23:59:59'))).toMatchObject([
      { name: 'decide', standing: 'waiting', dueAt: time('2026-11-23T23:59:59.999') },
    ])
    // Proposed on Wednesday: Saturday moves to Monday.
    expect(
      referralClocks(course({ proposedAt: time('2026-11-18T09:00:00') }), time('2026-11-18T10:00:00'))[0]?.dueAt,
    ).toEqual(time('2026-11-23T23:59:59.999'))
    const decidedAt = time('2026-11-21T09:00:00')
    const sent = referralClocks(
      course({ state: 'sent', decidedAt, sentAt: time('2026-11-22T09:00:01') }),
      time('2026-11-22T10:00:00'),
    )
    expect(sent.map(({ name, standing }) => [name, standing])).toEqual([
      ['decide', 'in_time'],
      ['send', 'late'],
      ['copy', 'overdue'],
    ])
    const answer = referralClocks(
      course({
        state: 'received',
        decidedAt,
        sentAt: decidedAt,
        copiedAt: decidedAt,
        receivedAt: time('2026-11-23T09:00:00'),
      }),
      time('2026-11-24T09:00:00'),
    ).at(-1)
    expect(answer).toMatchObject({
      name: 'answer',
      party: 'police',
      extensions: [{ days: 7 }, { days: 30 }],
      dueAt: time('2026-11-26T23:59:59.999'),
    })
  })
  it('an extension of the police moves their due day, counted from the receipt, and is taken from short to long', () => {
    const receivedAt = time('2026-11-23T09:00:00')
    const at = (answerDays: number | null, over: Partial<ReferralCourse> = {}) =>
      course({ state: 'received', decidedAt: receivedAt, sentAt: receivedAt, receivedAt, answerDays, ...over })
    const clock = (given: ReferralCourse, now: string) =>
      referralClocks(given, time(now)).find(({ name }) => name === 'answer')
    // Monday the 23rd: three days to Thursday, seven to Monday the 30th, thirty to Wednesday 23 December.
    for (const [days, lastDay, left] of [
      [null, '2026-11-26', [7, 30]],
      [7, '2026-11-30', [30]],
      [30, '2026-12-23', []],
    ] as const) {
      expect(clock(at(days), `${lastDay}T23:59:59`)).toMatchObject({ standing: 'waiting' })
      expect(clock(at(days), `${addDays(lastDay, 1)}T00:00:00`)).toMatchObject({ standing: 'overdue' })
      expect(extendable(at(days), time('2026-11-24T09:00:00'))?.extensions.map((each) => each.days) ?? []).toEqual(left)
    }
    const answered = { state: 'accepted', answeredAt: time('2026-11-30T09:00:00') } as const
    expect(clock(at(null, answered), '2026-12-01T09:00:00')).toMatchObject({ standing: 'late', extensions: [] })
    expect(clock(at(7, answered), '2026-12-01T09:00:00')).toMatchObject({ standing: 'in_time' })
    for (const none of [
      at(null, answered),
      at(null, { kind: 'detention' }),
      course({ state: 'sent', sentAt: receivedAt }),
    ])
      expect(extendable(none, time('2026-11-24T09:00:00'))).toBeUndefined()
  })
  it('no extension makes a term shorter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.constantFrom(null, 7), (n, before) => {
        const receivedAt = new Date(time('2026-01-01T09:00:00').getTime() + n * 86_400_000)
        const due = (answerDays: number | null) =>
          referralClocks(course({ state: 'received', receivedAt, answerDays }), receivedAt)
            .at(-1)
            ?.dueAt.getTime() ?? 0
        expect(due(30)).toBeGreaterThan(due(7))
        expect(due(7)).toBeGreaterThanOrEqual(due(before))
      }),
      { numRuns: 100 },
    )
  })
  it('of detention only working days count', () => {
    const detention = course({ kind: 'detention', state: 'decided', decidedAt: time('2026-11-20T09:00:00') })
    expect(referralClocks(detention, time('2026-11-20T10:00:00'))).toMatchObject([
      { name: 'send', dueAt: time('2026-11-25T23:59:59.999') },
    ])
    expect(referralTermsOn('detention', '2010-01-01').validFrom).toBe('2014-12-24')
  })
  it('whatever is tried, a crime is closed only decided, sent, received, answered and copied; one not transferred goes nowhere', () => {
    const all: ReferralStep[] = [
      'decided',
      'not_transferred',
      'sent',
      'copied',
      'received',
      'more_asked',
      'accepted',
      'refused',
      'review_asked',
      'closed',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom('criminal' as const, 'detention' as const),
        fc.array(fc.constantFrom(...all), { maxLength: 25 }),
        (kind, tried) => {
          const now = course({ kind })
          const taken: ReferralStep[] = []
          for (const step of tried) {
            if (!nextSteps(now).includes(step)) continue
            if (step === 'copied') now.copiedAt = now.proposedAt
            if (step === 'review_asked') now.reviewAskedAt = now.proposedAt
            if (now.state === 'review' && (step === 'accepted' || step === 'refused')) now.reviewedAt = now.proposedAt
            now.state = stateAfter(step, now.state)
            taken.push(step)
          }
          if (now.state === 'closed') {
            for (const step of ['decided', 'sent', 'received'] as const) expect(taken).toContain(step)
            expect(taken.some((step) => step === 'accepted' || step === 'refused')).toBe(true)
            if (kind === 'criminal') expect(taken).toContain('copied')
          }
          expect(taken.filter((step) => step === 'review_asked').length).toBeLessThanOrEqual(
            kind === 'criminal' ? 1 : 0,
          )
          if (taken.includes('not_transferred')) expect(taken).toHaveLength(1)
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('what was not followed', () => {
  const fact = (over: Partial<Fact> = {}): Fact => ({
    definition: 'order_without_case',
    id: 12,
    regionCode: '430922',
    on: '2026-11-01',
    followedOn: [],
    ...over,
  })
  it('every definition is published with its days and where they come from', () => {
    expect(terms.definitions.map(({ name }) => name).sort()).toEqual([...unprosecutedDefinitions].sort())
  })
  it('stands on the list from the day after the term, and not before', () => {
    expect(overlooked([fact()], terms, '2026-11-16')).toEqual([])
    expect(overlooked([fact()], terms, '2026-11-17')).toMatchObject([
      { key: 'order_without_case:12', since: '2026-11-17' },
    ])
    expect(overlooked([fact({ on: addDays(today, -731) })], terms, today)).toEqual([])
    expect(overlooked([fact({ followedOn: ['2026-10-31'] })], terms, today)).toHaveLength(1)
    expect(overlooked([fact({ followedOn: ['2026-11-24'] })], terms, today)).toEqual([])
  })
  it('a later day takes nothing off that nobody followed, and the order of facts says nothing', () => {
    const facts = fc.array(
      fc.record({
        definition: fc.constantFrom(...unprosecutedDefinitions),
        id: fc.nat(50),
        regionCode: fc.constant('430922'),
        on: fc.nat(700).map((n) => addDays(today, -n)),
        followedOn: fc.constant([]),
      }),
    )
    fc.assert(
      fc.property(facts, fc.nat(20), (given, later) => {
        const keys = (day: string) => overlooked(given, terms, day).map(({ key }) => key)
        expect(
          overlooked([...given].reverse(), terms, today)
            .map(({ key, since }) => since + key)
            .sort(),
        ).toEqual(
          overlooked(given, terms, today)
            .map(({ key, since }) => since + key)
            .sort(),
        )
        for (const key of keys(today)) expect(keys(addDays(today, later))).toContain(key)
        expect(given.every((one) => !keys(today).includes(keyOf(one)) || one.on < today)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
  it.each([
    ['w20004', 0.9, 0.3, true],
    ['w20004', 0.89, 0.3, false],
    ['w20122', 4.9, 0.5, false],
    ['w20122', 5, 0.5, true],
    ['w01018', 500, 50, false],
    ['w20004', null, 0.3, false],
    ['w20004', 1, null, false],
  ])('%s at %s against %s reaches the line of the interpretation: %s', (factorCode, value, limitMax, is) => {
    expect(reachesCriminalLine({ factorCode, value, limitMax }, today)).toBe(is)
  })
  it('the interpretation is that of the day', () => {
    expect(criminalTimes('w20004', '2023-08-14')?.lines.basis).toContain('〔2016〕29号')
    expect(criminalTimes('w20004', '2023-08-15')?.lines.basis).toContain('〔2023〕7号')
  })
  it('the last word counts', () => {
    expect(stateOf([])).toBe('open')
    expect(stateOf([{ verdict: null }])).toBe('explained')
    expect(stateOf([{ verdict: null }, { verdict: 'demanded' }])).toBe('demanded')
    expect(stateOf([{ verdict: null }, { verdict: 'demanded' }, { verdict: null }, { verdict: 'justified' }])).toBe(
      'justified',
    )
  })
})
