import type { RowContext, Typed } from '#domain/disclosure/rules/form.ts'

/** COD at the main outlet of an invented mill: limit 90 mg/L, 230 t permitted, 60 t last year. */
export const cod: RowContext = {
  outletId: 12,
  outletKind: 'water_outlet',
  factorCode: 'w01018',
  unit: 'mg/L',
  hasTotal: true,
  limitMin: null,
  limitMax: 90,
  averaging: 'day',
  permittedTonnes: 230,
  permittedEnterpriseTonnes: null,
  carriesM3PerYear: null,
  flow: null,
  hours: null,
  lastYear: { mean: 55, totalTonnes: 60 },
  seen: null,
}
export const ph: RowContext = {
  ...cod,
  factorCode: 'w01001',
  unit: '无量纲',
  hasTotal: false,
  limitMin: 6,
  limitMax: 9,
  permittedTonnes: null,
  lastYear: null,
}
export const dust: RowContext = {
  ...cod,
  outletId: 13,
  outletKind: 'stack',
  factorCode: 'a34013',
  unit: 'mg/m³',
  limitMax: 30,
  averaging: 'hour',
  permittedTonnes: 40,
  lastYear: null,
}

/** A whole and quiet answer for `cod`. */
export const quiet: Typed = {
  route: 'direct',
  pattern: 'continuous',
  min: '21',
  mean: '58',
  max: '84',
  origin: 'online',
  total: '62.4',
  judged: '361',
  exceeded: '0',
}
