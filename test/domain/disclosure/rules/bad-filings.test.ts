import { describe, expect, it } from 'vitest'
import { checkRow } from '#domain/disclosure/rules/check.ts'
import type { RowContext, Typed } from '#domain/disclosure/rules/form.ts'
import { stackCarriesM3PerYear } from '#domain/disclosure/rules/plausibility-bounds.ts'
import { cod, dust, ph, quiet } from '#test/domain/disclosure/rules/row.ts'

const ammonia: RowContext = {
  ...cod,
  factorCode: 'w21003',
  limitMax: 8,
  permittedTonnes: 17,
  lastYear: { mean: 3.1, totalTonnes: 7 },
}
const sulphur: RowContext = {
  ...dust,
  factorCode: 'a21026',
  limitMax: 100,
  permittedTonnes: 180,
  lastYear: { mean: 41, totalTonnes: 74 },
  carriesM3PerYear: stackCarriesM3PerYear(2.4),
}
const mercury: RowContext = {
  ...cod,
  factorCode: 'w20111',
  limitMax: 0.05,
  permittedTonnes: null,
  lastYear: { mean: 0.002, totalTonnes: 0.003 },
}
const air = {
  route: 'organised',
  pattern: 'continuous',
  origin: 'online',
  rateMin: '1',
  rateMax: '9',
  judged: '8412',
  exceeded: '0',
}

/** Filings that were really made somewhere, by pattern: each must be refused or asked about. */
const bad: [why: string, RowContext, Typed][] = [
  [
    'SO2 of 11.19 billion tonnes in a quarter',
    sulphur,
    { ...air, min: '12', mean: '41', max: '88', total: '11190000000' },
  ],
  ['kilograms given as tonnes', cod, { ...quiet, total: '62400' }],
  ['grams given as tonnes', ammonia, { ...quiet, min: '1', mean: '3', max: '6', total: '7000000' }],
  ['tonnes given as thousands of tonnes', cod, { ...quiet, total: '0.0624' }],
  ['COD and ammonia swapped: ammonia has the COD', ammonia, { ...quiet, total: '62' }],
  ['COD and ammonia swapped: COD has the ammonia', cod, { ...quiet, min: '1', mean: '2.5', max: '6', total: '7' }],
  ['µg/L given as mg/L', mercury, { ...quiet, min: '1', mean: '2', max: '4', total: '0.003' }],
  ['mg/m³ given as g/m³', sulphur, { ...air, min: '0.012', mean: '0.041', max: '0.088', total: '74' }],
  ['a percentage in place of a concentration', sulphur, { ...air, min: '0.5', mean: '0.9', max: '1', total: '74' }],
  [
    'the limit copied into every field of an over-limit year',
    cod,
    { ...quiet, min: '90', mean: '90', max: '90', exceeded: '12', exceedanceReason: '设备故障' },
  ],
  ['zeros in all fields', cod, { ...quiet, min: '0', mean: '0', max: '0', total: '0' }],
  ['minimum and maximum changed places', cod, { ...quiet, min: '84', max: '21' }],
  ['mean above the maximum', cod, { ...quiet, mean: '85' }],
  ['a missing decimal point', cod, { ...quiet, min: '210', mean: '580', max: '840', exceeded: '0' }],
  ['a doubled digit', cod, { ...quiet, max: '884' }],
  ['a negative value from a device below zero', sulphur, { ...air, min: '-3', mean: '41', max: '88', total: '74' }],
  ['over the limit, and no exceedance counted', cod, { ...quiet, max: '131' }],
  ['exceedances without a cause', cod, { ...quiet, max: '131', exceeded: '12' }],
  ['more exceedances than periods', cod, { ...quiet, max: '131', exceeded: '400', exceedanceReason: '停电' }],
  ['hours counted where days are judged', cod, { ...quiet, judged: '8412' }],
  ['more hours than a year has', sulphur, { ...air, min: '12', mean: '41', max: '88', total: '74', judged: '84120' }],
  ['a rate in place of a count', cod, { ...quiet, exceeded: '3.3' }],
  ['a range in one field', cod, { ...quiet, mean: '21-84' }],
  ['"达标" in place of a number', cod, { ...quiet, mean: '达标' }],
  ['a dash in place of a reason', cod, { ...quiet, total: '—' }],
  ['a decimal comma', cod, { ...quiet, total: '62,4' }],
  ['another unit typed behind the number', sulphur, { ...air, min: '12', mean: '41 ppm', max: '88', total: '74' }],
  [
    '"未检出" by a method that cannot see the limit',
    mercury,
    { ...quiet, min: '', mean: '<0.1', max: '', total: 'ND' },
  ],
  [
    'nothing discharged, but tonnes',
    cod,
    { ...quiet, min: '', mean: '', max: '', reason: 'no_discharge', total: '62' },
  ],
  ['a reason and a value', cod, { ...quiet, reason: 'not_required' }],
  ['pH of 81 for 8.1', ph, { ...quiet, total: '', min: '6.8', mean: '7.4', max: '81' }],
  ['pH below its range, not counted', ph, { ...quiet, total: '', min: '3.1', mean: '7.4', max: '8.1' }],
  ['denser than water', cod, { ...quiet, max: '84000000', exceeded: '1', exceedanceReason: '停电' }],
  [
    'heavier than the air it is in',
    sulphur,
    { ...air, min: '12', mean: '41', max: '8800000', exceeded: '1', exceedanceReason: '停电', total: '74' },
  ],
  [
    'more than the stack can carry',
    { ...sulphur, lastYear: null, permittedTonnes: null },
    { ...air, min: '1', mean: '2', max: '4', total: '74' },
  ],
  ['three times the permit', cod, { ...quiet, total: '700' }],
  ['a total with nothing measured in it', cod, { ...quiet, total: '0' }],
]

describe('known bad filings', () => {
  it.each(bad)('%s is caught', (_, context, typed) => {
    expect(
      checkRow(context, typed).problems.filter(
        ({ kind, field }) => kind !== 'missing' || field.endsWith('.exceedanceReason'),
      ),
    ).not.toEqual([])
  })
  it('their clean neighbours are not', () => {
    const clean: [RowContext, Typed][] = [
      [cod, quiet],
      [ammonia, { ...quiet, min: '1', mean: '3', max: '6', total: '7' }],
      [sulphur, { ...air, min: '12', mean: '41', max: '88', total: '74' }],
      [mercury, { ...quiet, min: '', mean: '<0.00004', max: '', total: 'ND' }],
      [ph, { ...quiet, total: '', min: '6.8', mean: '7.4', max: '8.1' }],
    ]
    expect(clean.flatMap(([context, typed]) => checkRow(context, typed).problems)).toEqual([])
  })
})
