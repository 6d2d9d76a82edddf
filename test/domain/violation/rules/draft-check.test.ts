import { describe, expect, it } from 'vitest'
import { decisionYear } from '#domain/violation/rules/decision-number.ts'
import { personsOnRecord } from '#domain/violation/rules/display.ts'
import type { CaseContent } from '#domain/violation/rules/draft.ts'
import { savingFindings, submissionFindings } from '#domain/violation/rules/draft-check.ts'
import { holdsOn, legalBases } from '#domain/violation/rules/legal-basis.ts'
import { aDraft } from '#test/domain/violation/drafts.ts'

const today = '2026-06-10'
const saving = (more: Partial<CaseContent>) =>
  savingFindings(aDraft(more), today).map(({ severity, field, code }) => `${severity} ${field} ${code}`)
const submitting = (more: Partial<CaseContent>) =>
  submissionFindings(aDraft(more), today).map(({ severity, field, code }) => `${severity} ${field} ${code}`)
const person = (more: Partial<CaseContent['persons'][number]>) => ({
  name: '示例甲',
  position: '',
  kind: 'responsible' as const,
  isMinor: false,
  ...more,
})

describe('a draft', () => {
  it('that is whole raises nothing but the missing persons of a grave case', () => {
    expect(saving({})).toEqual([])
    expect(submitting({})).toEqual(['warn persons_0.name grave_without_persons'])
    expect(submitting({ category: 'other', bases: ['hazardous-waste'] })).toEqual([])
  })

  it.each<[string, Partial<CaseContent>, string[]]>([
    ['a decision of tomorrow', { decidedOn: '2026-06-11' }, ['refuse decidedOn day_ahead']],
    ['a decision of today', { decidedOn: today }, []],
    ['a decision before the finding', { decidedOn: '2026-05-11' }, ['refuse decidedOn decided_before_finding']],
    ['a decision on the day of the finding', { decidedOn: '2026-05-12' }, []],
    ['a number without a day', { decidedOn: null }, ['refuse decidedOn decision_half']],
    ['a day without a number', { decisionNo: '' }, ['refuse decisionNo decision_half']],
    ['neither, yet', { decisionNo: '', decidedOn: null }, []],
    ['a number that is none', { decisionNo: '处罚决定书12' }, ['refuse decisionNo decision_no_form']],
    ['a number of another year', { decisionNo: '桃环罚〔2023〕12号' }, ['warn decisionNo decision_no_year']],
    ['an open mark', { facts: '外排〔商业秘密：工艺' }, ['refuse facts mark_open']],
    ['a mark outside the facts', { leadWords: '〔涉密：线索〕' }, ['refuse leadWords mark_elsewhere']],
    ['a clause of the law that came later', { bases: ['code-exceed'] }, ['refuse bases basis_not_in_force']],
    [
      'the later law with a reason, because it is milder',
      { bases: ['code-exceed'], basisReason: '从旧兼从轻' },
      ['warn bases basis_not_in_force'],
    ],
    ['a clause that does not exist', { bases: ['nothing'] }, ['refuse bases basis_unknown']],
    [
      'a basis of one’s own without a reason',
      { basisText: '《示例条例》第一条' },
      ['refuse basisReason basis_without_reason'],
    ],
  ])('with %s', (_, more, found) => expect(saving(more)).toEqual(found))

  it.each<[string, Partial<CaseContent>, string]>([
    ['facts of three words', { facts: '有问题' }, 'refuse facts facts_short'],
    ['no decision', { decisionNo: '', decidedOn: null }, 'refuse decisionNo missing'],
    ['no legal basis', { bases: [] }, 'refuse bases basis_missing'],
    ['no measure', { measures: [] }, 'refuse measures measures_missing'],
    [
      'an ID number in the facts',
      { facts: `${aDraft().facts}责任人身份证430922198001011234` },
      'refuse facts personal_data_always',
    ],
    ['a telephone in the words of the lead', { leadWords: '群众来电0737-8234567' }, 'refuse leadWords personal_data'],
    ['a minor', { persons: [person({ isMinor: true })] }, 'warn persons_0.name minor_not_named'],
  ])('is not submitted, or only with a warning, with %s', (_, more, found) => expect(submitting(more)).toContain(found))

  it('is submitted with personal data that is marked, or that the drafter confirms to be an office’s', () => {
    const facts = aDraft().facts
    expect(submitting({ facts: `${facts}〔个人信息：430922198001011234〕`, persons: [person({})] })).toEqual([])
    expect(
      submitting({ facts: `${facts}举报电话0737-8234567`, confirmed: ['0737-8234567'], persons: [person({})] }),
    ).toEqual([])
  })

  it('an ID number is never an office’s', () =>
    expect(
      submitting({
        facts: `${aDraft().facts}430922198001011234`,
        confirmed: ['430922198001011234'],
        persons: [person({})],
      }),
    ).toEqual(['refuse facts personal_data_always']))
})

describe('a decision number', () => {
  it.each([
    ['益环罚〔2017〕12号', 2017],
    ['益环（桃）罚字[2017] 12号', 2017],
    ['桃环罚(2024)第3-2号', 2024],
    ['益环停决字〔2020〕5号之一', 2020],
    ['12号', undefined],
    ['益环罚〔17〕12号', undefined],
    ['<script>〔2017〕12号', undefined],
  ])('%s is of the year %s', (typed, year) => expect(decisionYear(typed)).toBe(year))
})

describe('the clauses to pick from', () => {
  it('each holds from a day, for categories of the board, and has both languages', () => {
    for (const basis of legalBases) {
      expect(basis.validTo === null || basis.validFrom < basis.validTo, basis.code).toBe(true)
      expect(basis.categories.length, basis.code).toBeGreaterThan(0)
      expect(basis.text && basis.textEn, basis.code).toBeTruthy()
    }
    expect(new Set(legalBases.map(({ code }) => code)).size).toBe(legalBases.length)
  })

  it('change on the day on which the Code comes into force', () => {
    const held = (day: string) =>
      legalBases
        .filter((basis) => basis.categories.includes('serious_exceedance') && holdsOn(basis, day))
        .map(({ code }) => code)
    expect(held('2026-08-14')).toContain('water-exceed')
    expect(held('2026-08-14')).not.toContain('code-exceed')
    expect(held('2026-08-15')).toContain('code-exceed')
    expect(held('2026-08-15')).not.toContain('water-exceed')
  })
})

describe('on the public record', () => {
  const persons = [
    person({ name: '甲', kind: 'legal_representative' }),
    person({ name: '乙', position: '厂长' }),
    person({ name: '丙', isMinor: true }),
  ]
  it('a grave case names persons and positions, never a minor; another names nobody', () => {
    expect(personsOnRecord({ category: 'falsified_data', persons })).toEqual({
      legalRepresentative: '甲',
      responsiblePersons: ['乙（厂长）'],
    })
    expect(personsOnRecord({ category: 'other', persons })).toEqual({
      legalRepresentative: null,
      responsiblePersons: [],
    })
  })
})
