import type { APIContext } from 'astro'
import type { SeriesPoint } from '#domain/monitoring/queries/live/series.ts'
import { isNormal } from '#domain/monitoring/rules/live/value.ts'
import { answerApi, apiOne, csvFile, problem } from '#platform/http/api.ts'
import { outletOf, readOutlet } from '#src/components/live/find-outlet.ts'

const head = [
  'outletCode',
  'factorCode',
  'step',
  'at',
  'value',
  'min',
  'max',
  'unit',
  'total',
  'totalUnit',
  'flag',
  'isNormal',
  'reason',
  'limitMin',
  'limitMax',
  'standing',
  'multiple',
  'validDays',
] as const

/** The curve that an outlet's page shows, as a file: each period with its value, or the reason why it has none. */
export const answerSeries = (context: APIContext, format: 'csv' | 'json') =>
  answerApi(async () => {
    const outlet = await outletOf(context)
    if (!outlet) return problem(404, 'There is no such outlet')
    const { series, problems } = await readOutlet(context, outlet)
    const named = problems.map(({ field, message }) => ({ field, message }))
    if (named.length > 0) return problem(400, 'A parameter is not as documented', named)
    if (!series) return problem(404, 'No device has sent values of this outlet')
    const { factor, step, span, points } = series
    const row = (p: SeriesPoint) => ({
      outletCode: outlet.outletCode,
      factorCode: factor.code,
      step,
      at: p.at.toISOString(),
      value: p.value,
      min: p.min,
      max: p.max,
      unit: factor.unit,
      total: p.total,
      totalUnit: factor.amountUnit,
      flag: p.flag,
      isNormal: isNormal(p.flag),
      reason: p.why,
      limitMin: p.limitMin,
      limitMax: p.limitMax,
      standing: p.standing,
      multiple: p.multiple,
      validDays: p.days ?? null,
    })
    context.cache.set({ maxAge: 5, tags: ['monitoring'] })
    const rows = points.map(row)
    if (format === 'json') {
      const { creditCode, outletCode } = outlet
      return apiOne(context.request, { creditCode, outletCode, factorCode: factor.code, step, ...span, points: rows })
    }
    const cell = (value: string | number | boolean | null | undefined) =>
      typeof value === 'boolean' ? String(value) : (value ?? null)
    const name = `${outlet.creditCode}-${outlet.outletCode}-${factor.code}-${step}-${span.from}-${span.to}.csv`
    return csvFile(name, [[...head], ...rows.map((each) => head.map((column) => cell(each[column])))])
  })
