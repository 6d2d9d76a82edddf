import { describe, expect, it } from 'vitest'
import { checkItems } from '#domain/disclosure/rules/items/check.ts'
import { factorSpellings, type ItemContext } from '#domain/disclosure/rules/items/context.ts'
import { type GroupName, groupNames, groupSpec } from '#domain/disclosure/rules/items/groups.ts'
import type { FormItem } from '#domain/disclosure/rules/items/item.ts'
import { wholeItems } from '#test/domain/disclosure/items.ts'

const context: ItemContext = {
  outlets: new Map([
    ['DW001', { id: 7, kind: 'water_outlet' }],
    ['DA001', { id: 8, kind: 'stack' }],
    ['WZ001', { id: 9, kind: 'fugitive' }],
  ]),
  facilities: new Set(['TW001']),
  factors: factorSpellings([
    { code: 'w01018', nameZh: '化学需氧量', nameEn: 'Chemical oxygen demand', aliases: ['COD', 'CODCr'] },
    { code: 'a34013', nameZh: '颗粒物', nameEn: 'Particulate matter', aliases: ['烟尘'] },
  ]),
  files: new Set(['7d5b1c4e-0000-4000-8000-000000000001']),
}
const whole = wholeItems({ water: 7, stack: 8, file: '7d5b1c4e-0000-4000-8000-000000000001' })
const said = (items: readonly FormItem[]) =>
  checkItems(items, context).problems.map(({ field, code }) => `${field} ${code}`)
const having = (group: GroupName, typed: Record<string, string>, item = 1): FormItem[] => {
  const known = whole.some((other) => other.group === group && other.item === item)
  return known
    ? whole.map((other) =>
        other.group === group && other.item === item ? { ...other, typed: { ...other.typed, ...typed } } : other,
      )
    : [...whole, { group, item, typed }]
}

describe('the groups of annex 2', () => {
  it('a whole form has nothing against it, and every part says that it is filled', () => {
    const { problems, parts } = checkItems(whole, context)
    expect(problems).toEqual([])
    for (const [part, { required, filled }] of Object.entries(parts)) expect([part, filled]).toEqual([part, required])
  })

  it('an empty form asks for every required field, and for no other', () => {
    const { problems, parts } = checkItems([], context)
    expect(problems.every(({ kind }) => kind === 'missing')).toBe(true)
    expect(Object.values(parts).reduce((n, part) => n + part.filled, 0)).toBe(0)
    expect(problems).toHaveLength(Object.values(parts).reduce((n, part) => n + part.required, 0))
    expect(said([])).toContain('basic_1.name required')
    expect(said([])).toContain('products_1.product too_few_items')
    expect(said([])).not.toContain('permit_1.permitNo required')
  })

  it('an explanation is required on no, and not asked on yes', () => {
    expect(said(having('standing', { disclosesAsRequired: 'no' }))).toEqual(['standing_1.disclosureProblems required'])
    expect(said(having('standing', { disclosesAsRequired: '是', disclosureProblems: '' }))).toEqual([])
    expect(said(having('wasteWaterStreams', { discharged: 'yes', outlet: '', destination: '' }))).toEqual([
      'wasteWaterStreams_1.destination required',
      'wasteWaterStreams_1.outlet required',
    ])
  })

  it('the questions about on-line monitoring are asked only where there is one', () => {
    expect(said(having('onlineMonitoring', { installed: 'yes' }))).toHaveLength(5)
    expect(said(having('onlineMonitoring', { installed: 'no' }))).toEqual([])
  })

  it.each<[why: string, group: GroupName, typed: Record<string, string>, problem: string]>([
    [
      'another word than yes or no',
      'standing',
      { disclosesAsRequired: '大概' },
      'standing_1.disclosesAsRequired not_yes_no',
    ],
    ['a rate above 100 %', 'facilities', { operationRate: '101' }, 'facilities_1.operationRate out_of_range'],
    ['more hours than a year has', 'productionLines', { hours: '8785' }, 'productionLines_1.hours out_of_range'],
    [
      'an outlet that the form has not',
      'wasteWaterStreams',
      { outlet: 'DW009' },
      'wasteWaterStreams_1.outlet outlet_unknown',
    ],
    [
      'a facility that is not described',
      'wasteWaterStreams',
      { facility: 'TW009' },
      'wasteWaterStreams_1.facility facility_unknown',
    ],
    ['a factor nobody knows', 'selfMonitoring', { factors: 'COD、仙气' }, 'selfMonitoring_1.factors factor_unknown'],
    ['a day that may be two days', 'approvals', { assessedOn: '3/4/2017' }, 'approvals_1.assessedOn date_ambiguous'],
    ['a day that is none', 'approvals', { assessedOn: '2017-02-30' }, 'approvals_1.assessedOn date_impossible'],
    ['a latitude as longitude', 'basic', { longitude: '28.58' }, 'basic_1.longitude other_axis'],
    ['a half drill', 'emergencyPlan', { drills: '1.5' }, 'emergencyPlan_1.drills no_whole_number'],
    ['words where a number stands', 'products', { capacity: '很多' }, 'products_1.capacity no_number'],
    [
      "another enterprise's file",
      'processDiagrams',
      { file: '7d5b1c4e-0000-4000-8000-000000000002' },
      'processDiagrams_1.file file_unknown',
    ],
    ['one person in both signatures', 'signatures', { reviewedBy: '甲' }, 'signatures_1.reviewedBy same_person'],
    [
      'a review before it was filled in',
      'signatures',
      { reviewedOn: '2026-05-01' },
      'signatures_1.reviewedOn reviewed_before_filled',
    ],
  ])('%s is named at its field', (_, group, typed, problem) => {
    expect(said(having(group, typed))).toEqual([problem])
  })

  it('two facilities of one code are one too many', () => {
    expect(said([...whole, { ...(whole.find(({ group }) => group === 'facilities') as FormItem), item: 2 }])).toEqual([
      'facilities_2.code given_twice',
    ])
  })

  it('full-width digits, Chinese dates and names of factors are read as people type them', () => {
    const { items } = checkItems(
      having('products', { capacity: '１２，０００' }).concat({
        group: 'monitoringReports',
        item: 4,
        typed: { reportNo: '检字1号', laboratory: '某监测站', sampledOn: '2025年4月13日' },
      }),
      context,
    )
    expect(items.find(({ group }) => group === 'products')?.answers.capacity).toBe(12_000)
    expect(items.find(({ item }) => item === 4)?.answers.sampledOn).toBe('2025-04-13')
    expect(items.find(({ group }) => group === 'selfMonitoring')?.answers.factors).toEqual(['w01018'])
  })

  it('every group has a field, and no condition asks for a field that is not there', () => {
    for (const group of groupNames) {
      const { fields, when } = groupSpec(group)
      expect(Object.keys(fields).length).toBeGreaterThan(0)
      for (const condition of [when, ...Object.values(fields).map((field) => field.when)]) {
        if (!condition) continue
        const of = groupSpec((condition.group as GroupName | undefined) ?? group)
        expect(Object.keys(of.fields)).toContain(condition.field)
      }
    }
  })
})
