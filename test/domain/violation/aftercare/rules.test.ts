import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { appealResults, correctionFields, removalReasons, type repairStates, replyStates } from '#db/vocabulary.ts'
import { barToAppealDay, removalAfter, withdrawBy } from '#domain/violation/rules/aftercare/appeal.ts'
import { canBeBlank, isShownBefore, shownCorrection } from '#domain/violation/rules/aftercare/correction.ts'
import { addMonths, earliestRepair, latestDisplay } from '#domain/violation/rules/aftercare/display-terms.ts'
import {
  isDisplayOver,
  removalBases,
  removedStates,
  stateOfRemoval,
  withdrawalReasons,
} from '#domain/violation/rules/aftercare/removal.ts'
import { barsToRepair, barToRepairStep } from '#domain/violation/rules/aftercare/repair.ts'
import { barToReply, barToReplyStep } from '#domain/violation/rules/aftercare/reply.ts'

const days = fc
  .date({ min: new Date('1995-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('the term of display', () => {
  it.each([
    ['2026-06-02', 3, '2026-09-02'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2024-02-29', 36, '2027-02-28'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-01-31', 1, '2026-02-28'],
  ])('%s and %i months is %s: where the month lacks the day, its last one', (day, months, later) =>
    expect(addMonths(day, months)).toBe(later),
  )

  it('is three months at least and three years at most, from the day of the decision', () => {
    expect(earliestRepair('2026-06-02')).toBe('2026-09-02')
    expect(latestDisplay('2026-06-02')).toBe('2029-06-02')
    expect(latestDisplay('2024-02-29')).toBe('2027-02-28')
  })

  it('a later decision is never shown for a shorter time than to the end of an earlier one', () =>
    fc.assert(
      fc.property(days, days, (a, b) => {
        const [first, last] = a < b ? [a, b] : [b, a]
        expect(latestDisplay(first) <= latestDisplay(last)).toBe(true)
        expect(earliestRepair(first) < latestDisplay(first)).toBe(true)
      }),
    ))

  it.each([
    ['the last day still stands', '2026-06-02', '2026-06-02', false],
    ['the day after is over', '2026-06-02', '2026-06-03', true],
    ['without an end it never is', null, '2999-01-01', false],
  ])('%s', (_, until, today, isOver) => expect(isDisplayOver(until, today)).toBe(isOver))
})

describe('taking a record down', () => {
  it.each(removalReasons)('for %s has a legal basis and a state of its own kind', (reason) => {
    expect(removalBases[reason]).toMatch(/规定|法|条例/)
    expect(removedStates).toContain(stateOfRemoval(reason))
  })
  it('the legal desk withdraws; the term and the repair have their own ways', () =>
    expect(removalReasons.filter((reason) => !(withdrawalReasons as readonly string[]).includes(reason))).toEqual([
      'term_over',
      'credit_repaired',
    ]))
})

describe('an appeal', () => {
  it.each([
    ['upheld', null],
    ['rejected', null],
    ['withdrawn', null],
    ['changed', '2026-06-13'],
    ['revoked', '2026-06-13'],
    ['unlawful', '2026-06-13'],
    ['void', '2026-06-13'],
  ] as const)('that ends %s: the record must be down by %s', (result, by) => {
    expect(withdrawBy(result, '2026-06-10')).toBe(by)
    expect(removalAfter(result) !== undefined).toBe(by !== null)
  })
  it('every result is one of the two', () => expect(appealResults).toHaveLength(7))

  it.each([
    ['filed on the day of the decision', { filedOn: '2026-06-02' }, undefined],
    ['filed the day before', { filedOn: '2026-06-01' }, 'filed_before_decision'],
    ['filed today', { filedOn: '2026-06-10' }, undefined],
    ['filed tomorrow', { filedOn: '2026-06-11' }, 'day_ahead'],
    ['decided tomorrow', { filedOn: '2026-06-03', decidedOn: '2026-06-11' }, 'day_ahead'],
    ['decided before it was filed', { filedOn: '2026-06-05', decidedOn: '2026-06-04' }, 'decided_before_filed'],
    ['decided on the day of filing', { filedOn: '2026-06-05', decidedOn: '2026-06-05' }, undefined],
  ])('%s', (_, given, bar) => expect(barToAppealDay(given, '2026-06-02', '2026-06-10')).toBe(bar))
})

describe('the firm’s statement', () => {
  it('a new version waits only when none waits; what stands does not hinder it', () => {
    expect(barToReply(['waiting', 'published'])).toBe('one_waits_already')
    expect(barToReply(['published', 'refused', 'taken_back', 'superseded'])).toBeUndefined()
  })
  it.each(replyStates)(
    'in the state %s is decided on only while it waits, and taken back while it waits or stands',
    (state) => {
      expect(barToReplyStep(state, 'publish')).toBe(state === 'waiting' ? undefined : 'not_waiting')
      expect(barToReplyStep(state, 'refuse')).toBe(state === 'waiting' ? undefined : 'not_waiting')
      expect(barToReplyStep(state, 'take_back')).toBe(
        state === 'waiting' || state === 'published' ? undefined : 'not_standing',
      )
    },
  )
})

describe('a correction in public', () => {
  const given = { field: 'facts', before: '旧', after: '新', isBeforeShown: true } as const
  it('shows before and after', () =>
    expect(shownCorrection(given)).toEqual({ field: 'facts', before: '旧', after: '新' }))
  it('shows nothing of before where that must not be shown', () =>
    expect(shownCorrection({ ...given, isBeforeShown: false })).toEqual({ field: 'facts', before: null, after: '新' }))
  it.each(['legalRepresentative', 'responsiblePersons'] as const)('of %s names nobody, whatever was asked', (field) => {
    expect(shownCorrection({ ...given, field })).toEqual({ field, before: null, after: null })
    expect(isShownBefore(field, true)).toBe(false)
  })
  it('a record keeps its title, facts, basis and decision', () =>
    expect(correctionFields.filter((field) => !canBeBlank(field))).toEqual([
      'title',
      'facts',
      'legalBasis',
      'authority',
      'decisionNo',
      'decidedOn',
      'fine',
    ]))
})

describe('credit repair', () => {
  const found = { decidedOn: '2026-06-02', executionState: 'done', fineFen: 1_00 } as const
  const claim = { correctedOn: '2026-06-20', paidOn: '2026-06-10', hasPromised: true }
  it.each([
    ['the day on which three months are over', found, claim, '2026-09-02', []],
    ['the day before', found, claim, '2026-09-01', [' too_early']],
    [
      'the decision is not executed on record',
      { ...found, executionState: 'overdue' as const },
      claim,
      '2026-10-01',
      [' not_executed'],
    ],
    ['nothing was corrected', found, { ...claim, correctedOn: null }, '2026-10-01', ['correctedOn corrected_missing']],
    ['a fine without its payment', found, { ...claim, paidOn: null }, '2026-10-01', ['paidOn paid_missing']],
    ['no fine, no payment', { ...found, fineFen: 0 }, { ...claim, paidOn: null }, '2026-10-01', []],
    [
      'paid before it was decided',
      found,
      { ...claim, paidOn: '2026-06-01' },
      '2026-10-01',
      ['paidOn paid_before_decision'],
    ],
    ['corrected tomorrow', found, { ...claim, correctedOn: '2026-10-02' }, '2026-10-01', ['correctedOn day_ahead']],
    ['without a promise', found, { ...claim, hasPromised: false }, '2026-10-01', ['hasPromised no_promise']],
  ])('%s', (_, record, given, today, bars) =>
    expect(barsToRepair(record, given, today).map(({ field, bar }) => `${field} ${bar}`)).toEqual(bars),
  )

  const steps = ['support', 'oppose', 'grant', 'refuse', 'take_back'] as const
  it('no order of steps by any set of people grants without a county’s opinion by another', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ step: fc.constantFrom(...steps), person: fc.constantFrom('a', 'b', 'c') }), {
          maxLength: 12,
        }),
        (tries) => {
          let state: (typeof repairStates)[number] = 'applied'
          let countyBy: string | null = null
          for (const { step, person } of tries) {
            if (barToRepairStep(state, step, { personId: person, countyBy })) continue
            if (step === 'support' || step === 'oppose') countyBy = person
            if (step === 'grant') expect(countyBy !== null && countyBy !== person).toBe(true)
            state = (
              {
                support: 'supported',
                oppose: 'opposed',
                grant: 'granted',
                refuse: 'refused',
                take_back: 'taken_back',
              } as const
            )[step]
          }
        },
      ),
    ))
  it.each(['granted', 'refused', 'taken_back'] as const)('that is %s takes no step more', (state) => {
    for (const step of steps)
      expect(barToRepairStep(state, step, { personId: 'b', countyBy: 'a' })).toBe('repair_closed')
  })
})
