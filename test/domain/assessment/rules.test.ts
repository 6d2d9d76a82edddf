import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costsOf } from '#domain/assessment/rules/costs.ts'
import { micro, plain, quotient } from '#domain/assessment/rules/decimal.ts'
import { type Formula, formulaOn, type IndicatorRule, indicators } from '#domain/assessment/rules/formula.ts'
import {
  checkFollowUp,
  checkMeasureConfirming,
  checkMeasureDays,
  checkMeasureLifting,
} from '#domain/assessment/rules/measures.ts'
import { monthsUntil, spanOf } from '#domain/assessment/rules/month.ts'
import { proposalsAfter } from '#domain/assessment/rules/proposals.ts'
import {
  checkCompleting,
  checkDeciding,
  checkSigning,
  isReturnLate,
  returnDueOn,
  returnsReadyOn,
} from '#domain/assessment/rules/returns.ts'
import { type MonthScores, type ScoreRow, scoreMonth } from '#domain/assessment/rules/score.ts'
import { resultsDraft } from '#domain/assessment/rules/summary.ts'
import { isReportedBy, isTaskLate, tasks } from '#domain/assessment/rules/tasks.ts'

const formula = formulaOn('2026-10')
const rule = (code: string) => formula.indicators.find((each) => each.code === code) as IndicatorRule
const row = (
  indicator: ScoreRow['indicator'],
  part: string,
  of = '1',
  regionCode = '430922',
  ref = 'x:1',
): ScoreRow => ({
  ...{ indicator, regionCode, ref, on: '2026-10-03', part, of },
})
const pointsOf = (code: ScoreRow['indicator'], part: string, of: string) =>
  scoreMonth('2026-10', formula, [row(code, part, of)], ['430922']).counties[0]?.indicators.find(
    (each) => each.code === code,
  )

describe('decimals', () => {
  it.each([
    ['1', '3', 2, '0.33'],
    ['2', '3', 2, '0.67'],
    ['1', '8', 2, '0.13'],
    ['0.125', '1', 2, '0.13'],
    ['0', '7', 2, '0.00'],
    ['5', '2', 0, '3'],
  ])('%s / %s to %i places is %s, half up', (a, b, places, expected) =>
    expect(quotient(micro(a), micro(b), places)).toBe(expected),
  )

  it('text that is no decimal of six places is refused', () => {
    for (const text of ['', '-1', '1e3', '0.1234567', '1,5']) expect(() => micro(text)).toThrow(RangeError)
    fc.assert(
      fc.property(fc.nat(), (n) => plain(micro(String(n))) === String(n)),
      { numRuns: 100 },
    )
  })
})

describe('the formula', () => {
  it('its weights add up to 100, each indicator once, in the order of the vocabulary', () => {
    expect(formula.indicators.map(({ code }) => code)).toEqual(indicators)
    expect(formula.indicators.reduce((sum, { weight }) => sum + Number(weight), 0)).toBe(100)
  })

  it.each([
    // Both sides of each line: full from 90 % on, nothing from 50 % down.
    ['rate', '900', '1000', '15.00'],
    ['rate', '899', '1000', '14.96'],
    ['rate', '1000', '1000', '15.00'],
    ['rate', '500', '1000', '0.00'],
    ['rate', '501', '1000', '0.04'],
    ['rate', '0', '1000', '0.00'],
    // Less is better.
    ['over_limit', '0', '1000', '10.00'],
    ['over_limit', '1', '1000', '9.80'],
    ['over_limit', '50', '1000', '0.00'],
    ['over_limit', '51', '1000', '0.00'],
    ['returns', '1', '1', '10.00'],
    ['returns', '0', '1', '0.00'],
  ] as const)('%s: %s of %s gives %s points', (code, part, of, points) =>
    expect(pointsOf(code, part, of)?.points).toBe(points),
  )

  it('without rows there are no points and no weight, never a zero', () => {
    const [county] = scoreMonth('2026-10', formula, [], ['430922']).counties
    expect(county).toMatchObject({ score: null, rank: null, weight: '0' })
    expect(county?.indicators.every(({ points, share }) => points === null && share === null)).toBe(true)
  })

  it('with too little weight there is no score; what is there is of all that is known', () => {
    const of = (rows: ScoreRow[]) => scoreMonth('2026-10', formula, rows, ['430922']).counties[0]
    expect(of([row('returns', '1'), row('orders', '1')])).toMatchObject({ weight: '25', score: null })
    expect(of([row('orders', '1'), row('rate', '1')])).toMatchObject({ weight: '30', score: '100.00' })
    expect(of([row('orders', '0'), row('rate', '1')])).toMatchObject({ score: '50.00' })
  })

  it('equal scores share a rank, and who has none has no rank', () => {
    const rows = ['430902', '430903'].flatMap((code) => [row('orders', '1', '1', code), row('rate', '1', '1', code)])
    const worse = [row('orders', '0', '1', '430921'), row('rate', '1', '1', '430921')]
    const { counties } = scoreMonth('2026-10', formula, [...rows, ...worse], ['430921', '430903', '430902', '430922'])
    expect(counties.map(({ regionCode, rank }) => [regionCode, rank])).toEqual([
      ['430902', 1],
      ['430903', 1],
      ['430921', 3],
      ['430922', null],
    ])
  })

  const anyRow = fc.record({
    indicator: fc.constantFrom(...indicators),
    of: fc.integer({ min: 1, max: 5000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    regionCode: fc.constantFrom('430902', '430922'),
  })
  const rowsOf = (drawn: { indicator: ScoreRow['indicator']; of: number; share: number; regionCode: string }[]) =>
    drawn.map(({ indicator, of, share, regionCode }, i) =>
      row(indicator, String(Math.floor(of * share)), String(of), regionCode, `x:${i}`),
    )

  it('the order of the rows changes nothing, points stay within their weight and scores within 100', () =>
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 60 }), (drawn) => {
        const rows = rowsOf(drawn)
        const scores = scoreMonth('2026-10', formula, rows, ['430902', '430922'])
        expect(scoreMonth('2026-10', formula, rows.toReversed(), ['430922', '430902'])).toEqual(scores)
        for (const { score, indicators } of scores.counties) {
          if (score !== null) expect(Number(score)).toBeLessThanOrEqual(100)
          for (const { points, weight } of indicators)
            if (points !== null) expect(Number(points)).toBeLessThanOrEqual(Number(weight))
        }
      }),
      { numRuns: 150 },
    ))

  it('one more row in order never lowers the points of its indicator', () =>
    fc.assert(
      fc.property(
        fc.array(anyRow, { minLength: 1, maxLength: 30 }),
        fc.constantFrom('orders', 'rate', 'disclosure'),
        (drawn, code) => {
          const rows = rowsOf(drawn)
          const points = (all: ScoreRow[]) =>
            Number(
              scoreMonth('2026-10', formula, all, ['430922']).counties[0]?.indicators.find((each) => each.code === code)
                ?.points ?? 0,
            )
          expect(points([...rows, row(code as 'orders', '1')])).toBeGreaterThanOrEqual(points(rows))
        },
      ),
      { numRuns: 100 },
    ))

  it('the records that fell short bear what was lost, each by its part; those in order bear nothing', () => {
    const rows = [
      row('orders', '1'),
      row('orders', '0', '1', '430922', 'x:2'),
      row('orders', '0', '1', '430922', 'x:3'),
    ]
    const scored = scoreMonth('2026-10', formula, rows, ['430922']).counties[0]?.indicators.find(
      ({ code }) => code === 'orders',
    )
    expect(scored?.points).toBe('0.00')
    if (scored)
      expect(costsOf(rule('orders'), scored, rows).map(({ ref, cost }) => [ref, cost])).toEqual([
        ['x:2', '7.50'],
        ['x:3', '7.50'],
      ])
    const over = [row('over_limit', '30', '1000'), row('over_limit', '0', '1000', '430922', 'x:2')]
    const few = scoreMonth('2026-10', formula, over, ['430922']).counties[0]?.indicators.find(
      ({ code }) => code === 'over_limit',
    )
    if (few) expect(costsOf(rule('over_limit'), few, over)).toMatchObject([{ ref: 'x:1', cost: '3.00' }])
  })
})

describe('months', () => {
  it('run over the turn of the year and end at midnight in the city', () => {
    expect(monthsUntil('2027-02', 4)).toEqual(['2026-11', '2026-12', '2027-01', '2027-02'])
    expect(spanOf('2026-12')).toEqual({
      from: new Date('2026-11-30T16:00:00Z'),
      to: new Date('2026-12-31T16:00:00Z'),
    })
  })
})

describe('the twenty tasks', () => {
  it('are twenty, in order, each with both languages, its lead and who carries it out', () => {
    expect(tasks.map(({ no }) => no)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    for (const { zh, en, lead, executors } of tasks)
      expect([zh, en, lead, executors.join()].every((text) => text.length > 1)).toBe(true)
  })
  it('leads that were only read from their place are marked so', () =>
    expect(tasks.filter(({ presumed }) => !presumed).map(({ no }) => no)).toEqual([4, 9, 11, 15, 17, 18, 20]))
  it.each([
    ['2026-12-07', 'under_way', false],
    ['2026-12-08', 'under_way', true],
    ['2026-12-08', null, true],
    ['2026-12-08', 'done', false],
  ])('task 8 on %s, %s: late is %s', (today, progress, expected) =>
    expect(isTaskLate(tasks[7] as (typeof tasks)[number], 2026, progress, today)).toBe(expected),
  )
  it('what the city does is not the county’s to report, nor the other way round', () => {
    const [first, , third] = tasks as [(typeof tasks)[number], unknown, (typeof tasks)[number]]
    expect([isReportedBy(first, 'city'), isReportedBy(first, 'county')]).toEqual([true, false])
    expect([isReportedBy(third, 'city'), isReportedBy(third, 'county')]).toEqual([false, true])
  })
})

describe('a return', () => {
  it.each([
    ['month', '2026-10', '2026-11-01'],
    ['month', '2026-12', '2027-01-01'],
    ['year', '2026', '2026-12-07'],
    ['year', '2028', '2028-06-07'],
  ] as const)('of a %s, %s, is due on %s', (kind, period, day) => expect(returnDueOn(kind, period, 2028)).toBe(day))

  it.each([
    ['2026-11-24', ['2026-10', '2026']],
    ['2026-11-25', ['2026-10', '2026-11', '2026']],
    ['2026-11-15', ['2026-10']],
    ['2026-11-16', ['2026-10', '2026']],
    ['2027-01-01', ['2026-12']],
    ['2028-05-17', ['2028-04', '2028']],
  ])('on %s there lie ready %s', (today, periods) =>
    expect(returnsReadyOn(today, 2028).map(({ period }) => period)).toEqual(periods),
  )

  it.each([
    [null, '2026-11-01', false],
    [null, '2026-11-02', true],
    ['2026-11-01', '2026-12-24', false],
    ['2026-11-02', '2026-12-24', true],
  ])('signed on %s, looked at on %s: late is %s', (firstSignedOn, today, expected) =>
    expect(isReturnLate({ dueOn: '2026-11-01', firstSignedOn }, today)).toBe(expected),
  )

  const found = (state: 'prepared' | 'completed' | 'signed' | 'sent_back' | 'received') => ({
    ...{ kind: 'month' as const, regionCode: '430922', state, version: 3, completedBy: 'a' },
  })
  const seal = { version: 3, sealRegionCode: '430922' }
  it('is completed while nobody has signed, by whoever saw what is there', () => {
    for (const state of ['prepared', 'completed', 'sent_back'] as const) checkCompleting(found(state), 3)
    expect(() => checkCompleting(found('signed'), 3)).toThrow(/signed and sent/)
    expect(() => checkCompleting(found('prepared'), 2)).toThrow(/Somebody changed this return/)
  })
  it('is signed in its order, by another person, under its own seal', () => {
    checkSigning(found('completed'), seal, 'b')
    expect(() => checkSigning(found('prepared'), seal, 'b')).toThrow(/not completed yet/)
    expect(() => checkSigning(found('received'), seal, 'b')).toThrow(/signed and sent already/)
    expect(() => checkSigning(found('completed'), seal, 'a')).toThrow(/cannot sign it/)
    expect(() => checkSigning(found('completed'), { ...seal, sealRegionCode: '430923' }, 'b')).toThrow(/another unit/)
    expect(() => checkSigning(found('completed'), { ...seal, version: 2 }, 'b')).toThrow(/Somebody changed/)
  })
  it('is received or sent back once it was signed', () => {
    checkDeciding(found('signed'))
    for (const state of ['prepared', 'completed', 'sent_back', 'received'] as const)
      expect(() => checkDeciding(found(state))).toThrow()
  })

  it('comes to the city by no way without two people and its own seal, whatever is tried in whatever order', () => {
    const act = fc.record({
      who: fc.constantFrom('a', 'b'),
      what: fc.constantFrom('complete', 'sign', 'receive', 'send_back'),
      seal: fc.constantFrom('430922', '430923'),
      old: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        let now = { ...found('prepared'), completedBy: null as string | null }
        let signedBy: string | null = null
        for (const { who, what, seal: sealRegionCode, old } of acts) {
          const version = old ? now.version - 1 : now.version
          try {
            if (what === 'complete') {
              checkCompleting(now, version)
              now = { ...now, state: 'completed', completedBy: who }
              signedBy = null
            } else if (what === 'sign') {
              checkSigning(now, { version, sealRegionCode }, who)
              expect([old, sealRegionCode, who === now.completedBy]).toEqual([false, '430922', false])
              now = { ...now, state: 'signed' }
              signedBy = who
            } else {
              checkDeciding(now)
              now = { ...now, state: what === 'receive' ? 'received' : 'sent_back' }
            }
            now.version++
          } catch {}
          if (now.state === 'received') expect(signedBy !== null && signedBy !== now.completedBy).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })
})

it('the first words of a year’s results are put together from the figures; what was not counted is left out', () => {
  const counts = { problemsFound: 12, problemsClosed: 9, problemsOpen: 3, casesDecided: 4, finesFen: 123_456_700 }
  expect(resultsDraft({ counts: { ...counts, hoursDue: 1000, hoursValid: 939, ordersDue: 0 }, cases: [] })).toBe(
    '全年发现问题 12 个，销号 9 个，年末未销号 3 个；作出处罚决定 4 件，罚款 123.46 万元；自动监测数据有效 93.9%。',
  )
  expect(resultsDraft({ counts: {}, cases: [] })).toBe('')
})

describe('a measure against a county', () => {
  it('is confirmed by a second person, once', () => {
    checkMeasureConfirming({ state: 'proposed', enteredBy: 'a' }, 'b')
    expect(() => checkMeasureConfirming({ state: 'proposed', enteredBy: 'a' }, 'a')).toThrow(/cannot confirm it/)
    expect(() => checkMeasureConfirming({ state: 'in_force', enteredBy: 'a' }, 'b')).toThrow(/already/)
  })
  it('has its days in order', () => {
    checkMeasureDays({ fromOn: '2026-10-01', dueOn: '2026-10-01' })
    checkMeasureDays({ fromOn: '2026-10-01', dueOn: null })
    expect(() => checkMeasureDays({ fromOn: '2026-10-01', dueOn: '2026-09-30' })).toThrow(/before the measure/)
    const inForce = { state: 'in_force' as const, fromOn: '2026-10-01' }
    for (const day of ['2026-10-01', '2026-11-26']) checkFollowUp(inForce, day, '2026-11-26')
    for (const day of ['2026-09-30', '2026-11-27'])
      expect(() => checkFollowUp(inForce, day, '2026-11-26')).toThrow(/must lie between/)
    expect(() => checkFollowUp({ ...inForce, state: 'lifted' }, '2026-11-01', '2026-11-26')).toThrow(/in force/)
  })
  it('is lifted when something followed', () => {
    checkMeasureLifting({ state: 'in_force' }, 1)
    expect(() => checkMeasureLifting({ state: 'in_force' }, 0)).toThrow(/Nothing was entered/)
    expect(() => checkMeasureLifting({ state: 'proposed' }, 1)).toThrow(/in force can be lifted/)
  })
})

describe('what the rules propose', () => {
  const strict: Formula = { ...formula, leastWeight: '1' }
  const month = (name: string, rates: Record<string, string>): MonthScores =>
    scoreMonth(
      name,
      strict,
      Object.entries(rates).map(([code, part]) => row('rate', part, '1000', code)),
      ['430902', '430922', '430923'],
    )
  const keys = (months: MonthScores[]) => proposalsAfter(months, formula.proposals).map(({ key }) => key)
  const good = { '430902': '950', '430922': '900', '430923': '899' }

  it('a notice of criticism where the rate is below 90 % in the month, not at 90 %', () =>
    expect(keys([month('2026-10', good)])).toEqual(['rate:430923:2026-10']))
  it('an interview after three months at the end of the ranking, not after two', () => {
    const worst = { '430902': '950', '430922': '950', '430923': '600' }
    const three = ['2026-08', '2026-09', '2026-10'].map((name) => month(name, worst))
    expect(keys(three)).toContain('last:430923:2026-10')
    expect(keys(three.slice(1))).not.toContain('last:430923:2026-10')
    expect(keys([...three.slice(0, 2), month('2026-10', { ...worst, '430922': '550' })])).not.toContain(
      'last:430923:2026-10',
    )
  })
  it('nothing for a county without data, and nothing where all stand equal', () => {
    const none = ['2026-08', '2026-09', '2026-10'].map((name) => month(name, { '430902': '950', '430922': '950' }))
    expect(keys(none)).toEqual([])
    expect(keys([])).toEqual([])
  })
})
