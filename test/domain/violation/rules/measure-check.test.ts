import { describe, expect, it } from 'vitest'
import type { CaseContent, DraftMeasure } from '#domain/violation/rules/draft.ts'
import { endOf, measureFindings } from '#domain/violation/rules/measure-check.ts'
import { aDraft } from '#test/domain/violation/drafts.ts'

const measure = (kind: DraftMeasure['kind'], more: Partial<DraftMeasure> = {}): DraftMeasure => ({
  kind,
  amountFen: null,
  fromOn: null,
  toOn: null,
  prolongedOn: null,
  periods: [],
  detail: '',
  ...more,
})
const fine = measure('fine', { amountFen: 100_000_00 })
const codes = (measures: DraftMeasure[], more: Partial<CaseContent> = {}) =>
  measureFindings(aDraft({ measures, ...more })).map(({ severity, code }) => `${severity} ${code}`)

describe('the term of a measure', () => {
  it.each([
    ['2026-06-01', 30, 'days', '2026-06-30'],
    ['2026-01-15', 3, 'months', '2026-04-14'],
    ['2026-01-31', 1, 'months', '2026-02-28'],
    ['2025-11-30', 3, 'months', '2026-02-28'],
    ['2026-01-01', 3, 'months', '2026-03-31'],
  ] as const)('from %s, %i %s end on %s', (from, count, unit, last) => expect(endOf(from, count, unit)).toBe(last))

  it.each<[string, Partial<DraftMeasure>, string[]]>([
    ['30 days', { fromOn: '2026-06-01', toOn: '2026-06-30' }, []],
    ['31 days', { fromOn: '2026-06-01', toOn: '2026-07-01' }, ['refuse term_not_prolonged']],
    ['31 days, prolonged in time', { fromOn: '2026-06-01', toOn: '2026-07-01', prolongedOn: '2026-06-30' }, []],
    [
      '31 days, prolonged after the first term',
      { fromOn: '2026-06-01', toOn: '2026-07-02', prolongedOn: '2026-07-01' },
      ['refuse prolonged_too_late'],
    ],
    ['60 days, prolonged', { fromOn: '2026-06-01', toOn: '2026-07-30', prolongedOn: '2026-06-20' }, []],
    [
      '61 days, prolonged',
      { fromOn: '2026-06-01', toOn: '2026-07-31', prolongedOn: '2026-06-20' },
      ['refuse term_over_all'],
    ],
    ['no end yet', { fromOn: '2026-06-01' }, []],
    ['an end before its beginning', { fromOn: '2026-06-02', toOn: '2026-06-01' }, ['refuse ends_before_it_begins']],
  ])('a seizure of %s', (_, more, found) => expect(codes([measure('seizure', more)])).toEqual(found))

  it.each<[string, string | null, string[]]>([
    ['2026-08-31', null, []],
    ['2026-09-01', null, ['refuse term_not_prolonged']],
    ['2026-11-30', '2026-08-01', []],
    ['2026-12-01', '2026-08-01', ['refuse term_over_all']],
  ])('a restriction of production from 1 June to %s, prolonged on %s', (toOn, prolongedOn, found) =>
    expect(codes([measure('restricted_production', { fromOn: '2026-06-01', toOn, prolongedOn })])).toEqual(found),
  )

  it('a stop of production lasts until it is lifted and is not prolonged', () => {
    expect(codes([measure('stopped_production', { fromOn: '2026-01-01', toOn: '2026-12-31' })])).toEqual([])
    expect(codes([measure('stopped_production', { prolongedOn: '2026-02-01' })])).toEqual([
      'refuse not_to_be_prolonged',
    ])
  })
})

describe('a daily penalty', () => {
  const daily = (periods: DraftMeasure['periods'], amountFen: number | null = null) =>
    measure('daily_penalty', { periods, amountFen })
  const fifteen = [{ servedOn: '2026-06-05', recheckedOn: '2026-06-20' }]

  it.each<[string, DraftMeasure[], string[]]>([
    ['of 15 days on a fine', [fine, daily(fifteen)], []],
    ['whose sum is given rightly', [fine, daily(fifteen, 1_500_000_00)], []],
    ['whose sum is given wrongly', [fine, daily(fifteen, 1_600_000_00)], ['refuse daily_sum']],
    ['without a fine', [daily(fifteen)], ['refuse daily_without_fine']],
    ['without periods', [fine, daily([])], ['refuse daily_without_periods']],
    [
      'rechecked on the day of service',
      [fine, daily([{ servedOn: '2026-06-05', recheckedOn: '2026-06-05' }])],
      ['refuse recheck_not_after_service'],
    ],
    ['rechecked on the 30th day', [fine, daily([{ servedOn: '2026-06-01', recheckedOn: '2026-07-01' }])], []],
    [
      'rechecked on the 31st day',
      [fine, daily([{ servedOn: '2026-06-01', recheckedOn: '2026-07-02' }])],
      ['warn recheck_late'],
    ],
    [
      'whose second order was served on the day of the first recheck',
      [fine, daily([...fifteen, { servedOn: '2026-06-20', recheckedOn: '2026-07-01' }])],
      [],
    ],
    [
      'whose periods overlap',
      [fine, daily([...fifteen, { servedOn: '2026-06-19', recheckedOn: '2026-07-01' }])],
      ['refuse periods_overlap'],
    ],
  ])('%s', (_, measures, found) => expect(codes(measures)).toEqual(found))

  it('for a failure to disclose is unusual and cites its rule', () =>
    expect(
      measureFindings(aDraft({ category: 'disclosure_failure', bases: [], measures: [fine, daily(fifteen)] })),
    ).toMatchObject([{ severity: 'warn', code: 'daily_category', clause: 'order_28' }]))
})

describe('other measures', () => {
  it.each<[string, DraftMeasure[], Partial<CaseContent>, string[]]>([
    ['a fine has an amount', [measure('fine')], {}, ['refuse fine_without_amount']],
    ['an order to correct has none', [measure('order_to_correct', { amountFen: 1 })], {}, ['refuse amount_of_no_fine']],
    [
      'a fine above the clause is unusual',
      [measure('fine', { amountFen: 1_000_001_00 })],
      {},
      ['warn fine_outside_range'],
    ],
    ['a fine at its upper end is not', [measure('fine', { amountFen: 1_000_000_00 })], {}, []],
    [
      'a closure is the decision of a government',
      [measure('closure', { detail: '关闭' })],
      {},
      ['refuse closure_by_government'],
    ],
    ['a closure by the county government', [measure('closure', { detail: '桃江县人民政府决定' })], {}, []],
    [
      'a detention follows a fine',
      [measure('detention_transfer', { fromOn: '2026-06-03' })],
      { category: 'stealth_discharge', bases: [] },
      ['warn detention_without_fine'],
    ],
    [
      'its files go over within three working days',
      [fine, measure('detention_transfer', { fromOn: '2026-06-05' })],
      { category: 'stealth_discharge', bases: [] },
      [],
    ],
    [
      'on the fourth it is late',
      [fine, measure('detention_transfer', { fromOn: '2026-06-08' })],
      { category: 'stealth_discharge', bases: [] },
      ['warn detention_late'],
    ],
    [
      'an exceedance alone leads to no detention',
      [fine, measure('detention_transfer', { fromOn: '2026-06-03' })],
      {},
      ['warn detention_category'],
    ],
    ['a transfer has its day', [measure('criminal_transfer')], {}, ['warn transfer_without_day']],
    [
      'periods belong to a daily penalty',
      [measure('seizure', { periods: [{ servedOn: '2026-06-05', recheckedOn: '2026-06-20' }] })],
      {},
      ['refuse periods_of_no_daily'],
    ],
  ])('%s', (_, measures, more, found) => expect(codes(measures, more)).toEqual(found))
})
