import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultsOf, type Line, lineOf, valuesOf } from '#domain/rectification/rules/line.ts'
import {
  afterStep,
  barTo,
  type Closing,
  type ClosureFault,
  type ClosureStep,
  problemStateBy,
  type Signature,
  turnOf,
  whoseTurn,
} from '#domain/rectification/rules/machine.ts'
import { problemNumber, serialOf } from '#domain/rectification/rules/number.ts'
import { closureTermsOn, windowAfter } from '#domain/rectification/rules/terms.ts'
import { addDays } from '#platform/clock.ts'

const terms = closureTermsOn('2026-11-01')
const filler: Signature = { role: 'filler', opinion: 'agreed', by: 'f1', names: ['一'], signedOn: '2026-11-02' }
const start: Closing = {
  ...{ state: 'filled', completedOn: '2026-11-01', signatures: [filler], window: null, objections: [], closedOn: null },
}
const sign = (role: Signature['role'], by: string, signedOn: string, over: Partial<Signature> = {}): ClosureStep => ({
  kind: 'sign',
  signature: { role, opinion: 'agreed', by, names: [`${by}甲`, `${by}乙`], signedOn, ...over },
})
const close: ClosureStep = { kind: 'close' }

function follow(
  steps: readonly (readonly [string, ClosureStep])[],
  isCaseOpen = false,
): [Closing, ClosureFault | null] {
  let at = start
  for (const [today, step] of steps) {
    const bar = barTo(at, step, { today, isCaseOpen, terms })
    if (bar) return [at, bar]
    at = afterStep(at, step, { today, terms })
  }
  return [at, null]
}
const reviewed = ['2026-11-03', sign('reviewer', 'f2', '2026-11-03')] as const
const county = ['2026-11-05', sign('county', 'c', '2026-11-05')] as const
const city = ['2026-11-10', sign('city', 's', '2026-11-09')] as const

describe('a closure', () => {
  it('leads through all hands and the public window to closed, the day after the window', () => {
    const [open] = follow([reviewed, county, city])
    expect(open).toMatchObject({ state: 'public_window', window: { from: '2026-11-10', to: '2026-11-17' } })
    expect(follow([reviewed, county, city, ['2026-11-17', close]])[1]).toBe('window_open')
    expect(follow([reviewed, county, city, ['2026-11-18', close]])[0]).toMatchObject({ closedOn: '2026-11-18' })
  })

  it.each<[string, readonly (readonly [string, ClosureStep])[], ClosureFault]>([
    ['is not reviewed by who filled it', [['2026-11-03', sign('reviewer', 'f1', '2026-11-03')]], 'signed_before'],
    ['is not checked by the county before the firm’s second signature', [county], 'not_their_turn'],
    ['is not checked by the city before the county', [reviewed, city], 'not_their_turn'],
    [
      'is not checked for the city by who checked for the county',
      [reviewed, county, ['2026-11-10', sign('city', 'c', '2026-11-10', { names: ['庚', '辛'] })]],
      'signed_before',
    ],
    [
      'is not checked for the city by a person who was there for the county',
      [reviewed, county, ['2026-11-10', sign('city', 's', '2026-11-10', { names: ['c甲', '辛'] })]],
      'checked_before',
    ],
    [
      'is checked by two at least',
      [reviewed, ['2026-11-05', sign('county', 'c', '2026-11-05', { names: ['甲'] })]],
      'too_few_checkers',
    ],
    [
      'counts one person once',
      [reviewed, ['2026-11-05', sign('county', 'c', '2026-11-05', { names: ['甲', '甲'] })]],
      'named_twice',
    ],
    [
      'is not checked before it was reviewed',
      [reviewed, ['2026-11-05', sign('county', 'c', '2026-11-02')]],
      'before_last_step',
    ],
    [
      'is not checked before the work was done',
      [['2026-11-03', sign('reviewer', 'f2', '2026-10-31')]],
      'before_completion',
    ],
    ['is not checked tomorrow', [reviewed, ['2026-11-05', sign('county', 'c', '2026-11-06')]], 'in_future'],
    ['takes no objection before its window', [reviewed, ['2026-11-05', { kind: 'object' }]], 'no_window'],
    [
      'takes no objection after its window',
      [reviewed, county, city, ['2026-11-18', { kind: 'object' }]],
      'window_over',
    ],
    ['is not closed before its window', [reviewed, county, ['2026-11-18', close]], 'no_window'],
    [
      'waits for an open objection',
      [reviewed, county, city, ['2026-11-17', { kind: 'object' }], ['2026-11-18', close]],
      'objection_open',
    ],
    [
      'has its objections decided by who did not sign',
      [
        reviewed,
        county,
        city,
        ['2026-11-12', { kind: 'object' }],
        ['2026-11-13', { kind: 'decide', objection: 0, upheld: false, by: 's' }],
      ],
      'signed_before',
    ],
    ['is not taken back once the county has it', [reviewed, ['2026-11-04', { kind: 'withdraw' }]], 'not_their_turn'],
    ['is not closed twice', [reviewed, county, city, ['2026-11-18', close], ['2026-11-19', close]], 'already_closed'],
  ])('%s', (_, steps, fault) => {
    expect(follow(steps)[1]).toBe(fault)
  })

  it('waits for the case of its problem; a refusal does not', () => {
    expect(follow([reviewed, county], true)[1]).toBe('case_open')
    const no = ['2026-11-05', sign('county', 'c', '2026-11-05', { opinion: 'refused' })] as const
    expect(follow([reviewed, no], true)[0].state).toBe('refused')
  })

  it('goes back to rectification when an objection is upheld', () => {
    const [back] = follow([
      ...[reviewed, county, city],
      ['2026-11-12', { kind: 'object' }],
      ['2026-11-13', { kind: 'decide', objection: 0, upheld: true, by: 'd' }],
    ])
    expect([back.state, problemStateBy(back.state)]).toEqual(['refused', 'rectifying'])
  })

  it('is never closed without four different hands, in order, and a window that nobody’s objection outlasts, whatever is tried', () => {
    const people = fc.constantFrom('f1', 'f2', 'c', 's', 'd')
    const shift = fc.constantFrom(0, 0, 0, 0, -1, -2, 1)
    const step = fc.oneof(
      fc.record({
        role: fc.constantFrom('turn' as const, 'turn' as const, 'turn' as const, 'county' as const, 'city' as const),
        by: people,
        shift,
        agreed: fc.integer({ min: 0, max: 19 }),
        one: fc.integer({ max: 9, min: 0 }),
      }),
      fc.constantFrom<ClosureStep>({ kind: 'withdraw' }, { kind: 'object' }, close, close),
      fc.record({ objection: fc.integer({ min: 0, max: 2 }), upheld: fc.boolean(), by: people }),
    )
    let closed = 0
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), step), { minLength: 5, maxLength: 30, size: 'max' }),
        fc.constantFrom(false, false, true),
        (tries, isCaseOpen) => {
          let at = start
          let today = '2026-11-02'
          for (const [days, given] of tries) {
            today = addDays(today, days)
            const next: ClosureStep =
              'kind' in given
                ? given
                : 'objection' in given
                  ? { kind: 'decide', ...given }
                  : sign(
                      given.role === 'turn' ? (turnOf(at.state) ?? 'city') : given.role,
                      given.by,
                      addDays(today, given.shift),
                      {
                        opinion: given.agreed > 0 ? 'agreed' : 'refused',
                        names: given.one === 0 ? [`${given.by}甲`] : [`${given.by}甲`, `${given.by}乙`],
                      },
                    )
            if (barTo(at, next, { today, isCaseOpen, terms })) continue
            const after = afterStep(at, next, { today, terms })
            // What was closed or sent back is never moved again but by answers to what was objected.
            if (['closed', 'refused', 'withdrawn'].includes(at.state)) expect(after.state).toBe(at.state)
            at = after
          }
          if (at.state !== 'closed') return
          closed++
          expect(isCaseOpen).toBe(false)
          expect(at.signatures.map(({ role, opinion }) => `${role} ${opinion}`)).toEqual(
            ['filler', 'reviewer', 'county', 'city'].map((role) => `${role} agreed`),
          )
          expect(new Set(at.signatures.map(({ by }) => by)).size).toBe(4)
          const days = at.signatures.map(({ signedOn }) => signedOn)
          expect(days).toEqual([...days].sort())
          expect(at.window && at.closedOn && at.window.to < at.closedOn).toBe(true)
          for (const { state, decidedBy } of at.objections) {
            expect(state).toBe('rejected')
            expect(at.signatures.map(({ by }) => by)).not.toContain(decidedBy)
          }
        },
      ),
      { numRuns: 500, seed: 7 },
    )
    // The tries do reach the end: otherwise nothing was shown.
    expect(closed).toBeGreaterThan(5)
  })
})

describe('whose turn it is', () => {
  it.each([
    ['found', null, false, 'county'],
    ['rectifying', null, false, 'firm'],
    ['rectifying', 'filled', false, 'firm_reviewer'],
    ['rectifying', 'refused', false, 'firm'],
    ['requested', 'requested', false, 'county'],
    ['county_agreed', 'county_agreed', false, 'city'],
    ['public_window', 'public_window', false, 'anybody'],
    ['public_window', 'public_window', true, 'office'],
    ['closed', 'closed', false, 'nobody'],
  ] as const)('%s with a closure %s: %s', (state, closure, isOpen, turn) => {
    expect(whoseTurn(state, closure, isOpen)).toBe(turn)
  })
})

describe('a line of annex 3', () => {
  const line: Line = {
    ...{
      kind: 'exceedance',
      words: '超标',
      documentNo: '',
      requirement: '',
      execution: '',
      executionWords: '',
      plan: '',
    },
    ...{ planState: 'none', measures: '', deadline: '', recheckReportNo: '', recheckOn: '', recheckMet: '' },
  }
  const days = { foundOn: '2026-11-10', today: '2026-11-20' }

  it.each<[Partial<Line>, string[]]>([
    [{}, []],
    [{ deadline: '2026-11-10' }, []],
    [{ deadline: '2026-11-09' }, ['deadline_before_found']],
    [{ recheckOn: '2026-11-20', recheckMet: 'yes', recheckReportNo: 'J-1' }, []],
    [{ recheckOn: '2026-11-21' }, ['recheck_in_future']],
    [{ recheckOn: '2026-11-09' }, ['recheck_before_found']],
    [{ recheckMet: 'no' }, ['recheck_day_missing', 'recheck_report_missing']],
    [{ planState: 'filed' }, ['plan_missing']],
    [{ plan: '更换设备' }, ['plan_state_missing']],
    [{ requirement: '罚款' }, ['execution_missing']],
    [{ requirement: '罚款', execution: 'done' }, []],
  ])('%j has the faults %j', (over, faults) => {
    expect(faultsOf({ ...line, ...over }, days).map(({ fault }) => fault)).toEqual(faults)
  })

  it('comes back from the database as it was written', () => {
    const full: Line = {
      ...line,
      planState: 'filed',
      plan: '甲',
      recheckOn: '2026-11-12',
      recheckMet: 'no',
      recheckReportNo: 'J',
    }
    for (const each of [line, full]) expect(lineOf(valuesOf(each))).toEqual(each)
  })

  it('is numbered so that its place is found again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), (serial) => {
        expect(serialOf(problemNumber('430922', 2026, serial))).toBe(serial)
      }),
    )
    expect(problemNumber('430922', 2026, 7)).toBe('430922-2026-0007')
  })
})

it('the public window ends on a working day, after the days that the rule sets', () => {
  expect(windowAfter('2026-09-28', terms)).toEqual({ from: '2026-09-28', to: '2026-10-10' })
  expect(terms.windowWorkdays.mark).toBe('portal')
})
