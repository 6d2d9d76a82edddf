import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  milestonesOf,
  paperDueOn,
  planStages,
  shareRun,
  stageOn,
  windowsLater,
  yearsOn,
} from '#domain/plan/rules/calendar.ts'
import { checkCampaign, permitOn, standingOf } from '#domain/plan/rules/campaign.ts'
import { type EvaluationLists, evaluationBlocks, figuresOf } from '#domain/plan/rules/evaluation.ts'
import { checkPublishing } from '#domain/plan/rules/evaluation-course.ts'
import { isFiledLate, standingOfPaper } from '#domain/plan/rules/papers.ts'
import { addDays } from '#platform/clock.ts'

const first = {
  screeningFrom: '2017-04-01',
  screeningTo: '2017-06-30',
  rectificationFrom: '2017-07-01',
  rectificationTo: '2017-12-31',
}

it.each([
  ['2017-03-31', 'not_begun'],
  ['2017-04-01', 'screening'],
  ['2017-06-30', 'screening'],
  ['2017-07-01', 'rectification'],
  ['2017-12-31', 'rectification'],
  ['2018-01-01', 'over'],
])('on %s batch one is %s', (day, stage) => {
  expect(stageOn(first, day)).toBe(stage)
})

it('a batch whose rectification begins later than its screening ends is between the two', () => {
  expect(stageOn({ ...first, rectificationFrom: '2017-07-10' }, '2017-07-09')).toBe('between')
})

it('a plan that runs nine years later has the same days nine years later, and stages that only go forward', () => {
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

it('29 February has its 28th in a year that has none', () => {
  expect(yearsOn('2016-02-29', 1)).toBe('2017-02-28')
  expect(yearsOn('2016-02-29', 4)).toBe('2020-02-29')
})

it('the days of the rule stand in their order with how far they are', () => {
  const days = milestonesOf(0, '2017-05-14')
  expect(days.map(({ on }) => on)).toEqual([...days.map(({ on }) => on)].sort())
  expect(days.find(({ code }) => code === 'county_rules')).toMatchObject({ on: '2017-04-22', daysLeft: -22 })
  expect(days.find(({ code }) => code === 'forms_collected')).toMatchObject({ on: '2017-05-15', daysLeft: 1 })
  expect(days.find(({ code, batch }) => code === 'summary' && batch === 3)?.on).toBe('2019-06-07')
})

it('a county files its rules by 22 April of the year', () => {
  expect(paperDueOn('rules', 2026)).toBe('2026-04-22')
})

describe('a campaign', () => {
  const permit = { issuedOn: '2021-07-01', expiresOn: '2026-06-30' }
  it.each([
    ['2021-06-30', 'none'],
    ['2021-07-01', 'held'],
    ['2026-06-30', 'held'],
    ['2026-07-01', 'expired'],
  ])('on %s the permit is %s', (day, state) => {
    expect(permitOn([permit], day)).toBe(state)
    expect(permitOn([], day)).toBe('none')
  })

  it.each([
    [{ checked: 0, found: 0, cases: 0 }, 'unchecked'],
    [{ checked: 2, found: 0, cases: 0 }, 'clear'],
    [{ checked: 2, found: 1, cases: 0 }, 'found'],
    [{ checked: 0, found: 0, cases: 1 }, 'punished'],
  ])('a firm with %j stands as %s', (given, standing) => {
    expect(standingOf(given)).toBe(standing)
  })

  it.each([
    [{ fromOn: '2017-07-02', toOn: '2017-07-01' }, 'toOn'],
    [{ toOn: '2017-06-30', fromOn: '2017-06-01' }, 'toOn'],
    [{ fromOn: '2017-03-31' }, 'fromOn'],
    [{ toOn: '2018-01-01' }, 'toOn'],
    [{ sectorCodes: ['paper', 'food'] }, 'sectorCodes'],
  ])('with %j is refused at %s', (wrong, field) => {
    const given = { fromOn: '2017-07-01', toOn: '2017-12-31', sectorCodes: ['paper'], ...wrong }
    const batch = { ...first, sectorCodes: ['paper', 'thermal-power'] }
    expect(refusedAt(() => checkCampaign(given, batch, '2017-07-01'))).toEqual([field])
  })
})

describe('a county’s paper', () => {
  it.each([
    [undefined, '2026-04-22', 'not_due'],
    [undefined, '2026-04-23', 'late'],
    ['returned', '2026-04-22', 'returned'],
    ['returned', '2026-04-23', 'late'],
    ['filed', '2026-05-30', 'filed'],
    ['accepted', '2026-05-30', 'accepted'],
  ] as const)('whose newest is %s stands on %s as %s', (state, today, standing) => {
    expect(standingOfPaper(state && { state }, '2026-04-22', today)).toBe(standing)
  })

  it('is late from 0:00 of the day after, on the city’s clock', () => {
    const filed = (time: string) => isFiledLate({ filedAt: new Date(time), dueOn: '2026-04-22' })
    expect([filed('2026-04-22T15:59:59Z'), filed('2026-04-22T16:00:00Z')]).toEqual([false, true])
  })
})

describe('the figures of an evaluation report', () => {
  const firm = fc.record({
    creditCode: fc.constantFrom('A', 'B', 'C', 'D'),
    name: fc.constant('某厂'),
    regionCode: fc.constantFrom('430902', '430922'),
    controlLevel: fc.constant('municipal'),
    operatingState: fc.constantFrom('operating', 'suspended'),
    outlets: fc.nat(9),
    permitNo: fc.constant(null),
    permitExpiresOn: fc.constantFrom(null, '2026-01-01', '2027-01-01'),
    disclosure: fc.constantFrom('not_required', 'published', 'overdue'),
    disclosedOn: fc.constantFrom(null, '2026-06-01'),
    screenedOn: fc.constantFrom(null, '2026-05-01'),
  })
  const problem = fc.record({
    no: fc.string(),
    creditCode: fc.constantFrom('A', 'B', 'C', 'D'),
    name: fc.constant('某厂'),
    regionCode: fc.constantFrom('430902', '430922'),
    kind: fc.constantFrom('exceedance', 'records'),
    source: fc.constant('inspection'),
    foundOn: fc.constant('2026-05-01'),
    deadline: fc.constantFrom(null, '2026-06-30', '2026-12-31'),
    planState: fc.constant('none'),
    state: fc.constantFrom('found', 'rectifying', 'closed'),
    closedOn: fc.constant(null),
  })
  const disclosed = fc.record({
    creditCode: fc.constantFrom('A', 'B', 'C', 'D'),
    name: fc.constant('某厂'),
    outlet: fc.constant('DW001'),
    factorCode: fc.constantFrom('w01018', 'w21003'),
    unit: fc.constant('mg/L'),
    max: fc.constant(1),
    limitMin: fc.constant(null),
    limitMax: fc.constant(50),
    judged: fc.option(fc.nat(100)),
    exceeded: fc.option(fc.nat(5)),
  })
  const lists = fc.record({
    firms: fc.uniqueArray(firm, { selector: ({ creditCode }) => creditCode }),
    disclosed: fc.array(disclosed, { maxLength: 8 }),
    samples: fc.constant([]),
    orders: fc.constant([]),
    problems: fc.array(problem, { maxLength: 12 }),
    cases: fc.constant([]),
  })

  it('do not depend on the order of the rows, and their parts add up', () => {
    fc.assert(
      fc.property(lists, (given) => {
        const figures = figuresOf(given as unknown as EvaluationLists, '2026-11-26')
        const turned = {
          ...given,
          firms: given.firms.toReversed(),
          disclosed: given.disclosed.toReversed(),
          problems: given.problems.toReversed(),
        }
        expect(figuresOf(turned as unknown as EvaluationLists, '2026-11-26')).toEqual(figures)
        const sum = (rows: { problems: number }[]) => rows.reduce((total, { problems }) => total + problems, 0)
        expect(sum(figures.kinds)).toBe(given.problems.length)
        expect(figures.closed + given.problems.filter(({ state }) => state !== 'closed').length).toBe(figures.problems)
        expect(figures.late).toBeLessThanOrEqual(figures.problems - figures.closed)
      }),
      { numRuns: 150 },
    )
  })

  it('count a problem as late on the day after its deadline, not on it, and never once it is closed', () => {
    const at = (deadline: string, state: string) =>
      figuresOf(
        {
          firms: [],
          disclosed: [],
          samples: [],
          orders: [],
          cases: [],
          problems: [{ deadline, state, creditCode: 'A', regionCode: '430902', kind: 'other' }],
        } as never,
        '2026-06-30',
      ).late
    expect([at('2026-06-29', 'found'), at('2026-06-30', 'found'), at('2026-06-29', 'closed')]).toEqual([1, 0, 0])
  })

  it('are published by nobody who wrote, and only with every text in both languages', () => {
    const whole = Object.fromEntries(
      evaluationBlocks.map((block) => [block, { zh: '十个字以上的文字写在这里', en: 'More than ten' }]),
    )
    const publish = (texts: typeof whole, userId: string) => () => checkPublishing({ writers: ['a'], texts }, userId)
    expect(publish(whole, 'b')).not.toThrow()
    expect(publish(whole, 'a')).toThrow('由另一人公布')
    expect(refusedAt(publish({ ...whole, causes: { zh: '十个字以上的文字写在这里', en: ' ' } }, 'b'))).toEqual([
      'causesEn',
    ])
  })
})

function refusedAt(work: () => void): string[] {
  try {
    work()
    return []
  } catch (error) {
    return (error as { problems: { field: string }[] }).problems.map(({ field }) => field)
  }
}
