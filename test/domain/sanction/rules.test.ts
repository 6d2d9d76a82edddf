import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { punishmentProposal, vendorLink } from '#domain/sanction/input.ts'
import { isBarredFor } from '#domain/sanction/rules/barred.ts'
import { checkConfirming, checkTerm, isOver, lastPossibleDay } from '#domain/sanction/rules/course.ts'
import { type LinkedCase, mayBeNamed } from '#domain/sanction/rules/person.ts'
import { DomainError } from '#platform/errors.ts'

const refused = (work: () => void) => {
  try {
    work()
  } catch (error) {
    return error instanceof DomainError ? (error.problems[0]?.field ?? error.code) : error
  }
  return 'taken'
}

describe('the term of a joint punishment or of an entry of the blacklist', () => {
  it.each([
    ['a single day', '2026-03-01', '2026-03-01', '2026-03-01', 'taken'],
    ['three years less a day', '2026-03-01', '2029-02-28', '2026-03-01', 'taken'],
    ['three years and the day', '2026-03-01', '2029-03-01', '2026-03-01', 'untilOn'],
    ['turned round', '2026-03-02', '2026-03-01', '2026-01-01', 'untilOn'],
    ['over yesterday', '2025-03-01', '2026-02-28', '2026-03-01', 'untilOn'],
    ['ends today', '2025-03-01', '2026-03-01', '2026-03-01', 'taken'],
  ])('%s', (_, fromOn, untilOn, today, outcome) =>
    expect(refused(() => checkTerm({ fromOn, untilOn }, today))).toBe(outcome),
  )
  it('from the 29th of February ends on the 28th three years later', () =>
    expect(lastPossibleDay('2028-02-29')).toBe('2031-02-28'))
  it('its last day still counts', () => {
    expect(isOver({ state: 'in_force', untilOn: '2026-03-01' }, '2026-03-01')).toBe(false)
    expect(isOver({ state: 'in_force', untilOn: '2026-03-01' }, '2026-03-02')).toBe(true)
    expect(isOver({ state: 'lifted', untilOn: '2026-03-01' }, '2026-03-02')).toBe(false)
  })
})

describe('two people', () => {
  it.each([
    ['another confirms', 'proposed', 'a', 'b', 'taken'],
    ['whoever entered it does not', 'proposed', 'a', 'a', 'not_allowed'],
    ['what is in force is not confirmed again', 'in_force', 'a', 'b', 'conflict'],
  ] as const)('%s', (_, state, enteredBy, userId, outcome) =>
    expect(refused(() => checkConfirming({ state, enteredBy }, userId))).toBe(outcome),
  )
})

describe('a person is named only as the board names him', () => {
  const grave: LinkedCase = {
    state: 'published',
    category: 'falsified_data',
    legalRepresentative: '甲某',
    responsiblePersons: ['乙某'],
  }
  it.each([
    ['the legal representative of a grave case', 'legal_representative', '甲某', grave, true],
    ['in another part than on the board', 'responsible_person', '甲某', grave, false],
    ['a person responsible', 'responsible_person', '乙某', grave, true],
    ['somebody else', 'legal_representative', '丙某', grave, false],
    ['of a case that is not grave', 'legal_representative', '甲某', { ...grave, category: 'other' }, false],
    ['of a draft', 'legal_representative', '甲某', { ...grave, state: 'draft' }, false],
    ['after credit repair', 'legal_representative', '甲某', { ...grave, state: 'repaired' }, false],
  ] as const)('%s', (_, subject, name, found, may) =>
    expect(mayBeNamed(subject, name, [found as LinkedCase])).toBe(may),
  )
})

describe('a barred vendor', () => {
  const entry = { fromOn: '2026-01-01', untilOn: '2026-12-31' }
  it.each([
    ['work that ends the day before', '2025-06-01', '2025-12-31', false],
    ['work that ends on the first day', '2025-06-01', '2026-01-01', true],
    ['work without an end from before', '2025-06-01', null, true],
    ['work from the last day', '2026-12-31', null, true],
    ['work from the day after', '2027-01-01', null, false],
  ])('%s', (_, fromOn, toOn, barred) => expect(isBarredFor({ fromOn, toOn }, entry)).toBe(barred))
  it('is barred for exactly the work that shares a day with its term', () => {
    const day = fc
      .integer({ min: 0, max: 900 })
      .map((n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10))
    fc.assert(
      fc.property(fc.tuple(day, day), ([a, b]) => {
        const [fromOn, toOn] = a < b ? [a, b] : [b, a]
        const shares = !(toOn < entry.fromOn || fromOn > entry.untilOn)
        expect(isBarredFor({ fromOn, toOn }, entry)).toBe(shares)
      }),
    )
  })
})

describe('what a form may hold', () => {
  const given = {
    cases: '3，17, 3',
    subject: 'enterprise',
    personName: '',
    measure: 'honours',
    detail: '两年内不得评优',
    department: '市某局',
    legalBasis: '实施细则五（三）',
    fromOn: '2026-01-01',
    untilOn: '2026-12-31',
  }
  const wrong = (change: Partial<typeof given>) =>
    punishmentProposal.safeParse({ ...given, ...change }).error?.issues.map(({ path }) => path[0])
  it('numbers of cases with any commas, each once', () =>
    expect(punishmentProposal.parse(given)).toMatchObject({ cases: [3, 17], personName: null }))
  it.each([
    ['no number', { cases: 'x' }, 'cases'],
    ['too many cases', { cases: '1,2,3,4,5,6,7,8,9,10,11' }, 'cases'],
    ['a day that is none', { fromOn: '2026-02-30' }, 'fromOn'],
    ['a right-to-left override', { detail: '不得\u202e评优' }, 'detail'],
    ['a text of a megabyte', { legalBasis: '甲'.repeat(1_000_000) }, 'legalBasis'],
    ['an unknown measure', { measure: 'exile' }, 'measure'],
  ])('%s is refused at its field', (_, change, field) => expect(wrong(change)).toEqual([field]))
  it('an outlet code is two letters and three digits, in any case', () => {
    const link = { vendorId: '1', creditCode: 'x', kind: 'operator', device: '', fromOn: '2026-01-01', toOn: '' }
    expect(vendorLink.parse({ ...link, outletCode: ' dw001 ' })).toMatchObject({ outletCode: 'DW001', toOn: null })
    expect(vendorLink.safeParse({ ...link, outletCode: 'DW1' }).success).toBe(false)
  })
})
