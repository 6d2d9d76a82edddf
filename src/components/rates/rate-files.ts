import type { APIContext } from 'astro'
import { rateFile } from '#domain/monitoring/input/rates.ts'
import {
  type HourCounts,
  listDayRates,
  listFirmRates,
  listOutletRates,
  listRateMonths,
  listRegionRates,
} from '#domain/monitoring/queries/rates/rates.ts'
import { rateOfCounts } from '#domain/monitoring/rules/rates/rate.ts'
import { answerApi, apiList, csvFile, problem } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'

type Row = Record<string, string | number | boolean | null>

/** A month's rates by county, firm, outlet or day: counts, and shares from 0 to 1; null where nothing was due. */
export const answerRates = (context: APIContext, format: 'csv' | 'json') =>
  answerApi(async () => {
    const { db } = context.locals
    const { month: asked, by, region } = parseApiSearch(rateFile, context.url.searchParams)
    const months = await listRateMonths(db)
    const month = asked ?? months[0]
    if (month === undefined || !months.includes(month))
      return problem(
        404,
        `No day of that month is summed; there are ${months.at(-1) ?? 'no months'} to ${months[0] ?? 'yet'}`,
      )
    const rows = await read(context, by, month, region)
    context.cache.set({ maxAge: 300, swr: 3600, tags: ['rates'] })
    if (format === 'json') return apiList(context.request, rows, rows.length, null)
    const head = Object.keys(rows[0] ?? { month })
    const cell = (value: Row[string] | undefined) => (typeof value === 'boolean' ? String(value) : (value ?? null))
    return csvFile(`rates-${month}-${by}.csv`, [head, ...rows.map((row) => head.map((name) => cell(row[name])))])
  })

async function read(
  { locals: { db } }: APIContext,
  by: string,
  month: string,
  region: string | undefined,
): Promise<Row[]> {
  switch (by) {
    case 'county':
      return [...(await listRegionRates(db, month))]
        .filter(([code]) => !region || code === region)
        .map(([regionCode, counts]) => ({ month, regionCode, outlets: counts.outlets, ...shares(counts) }))
    case 'firm':
      return (await listFirmRates(db, month, { region, limit: 100_000 })).rows.map((firm) => ({
        month,
        creditCode: firm.creditCode,
        name: firm.enterpriseName,
        regionCode: firm.regionCode,
        outlets: firm.outlets,
        ...shares(firm),
      }))
    case 'outlet':
      return (await listOutletRates(db, month, region)).map((outlet) => ({
        month,
        creditCode: outlet.creditCode,
        name: outlet.enterpriseName,
        outletCode: outlet.outletCode,
        regionCode: outlet.regionCode,
        ...shares(outlet),
      }))
    default:
      return (await listDayRates(db, month, region)).map((day) => ({
        day: day.day,
        isConfirmed: day.isConfirmed,
        ...shares(day),
      }))
  }
}

function shares(counts: HourCounts): Row {
  const { due, received, valid, flagged, missing, stopped } = counts
  const { transmission, effective, rate } = rateOfCounts(counts)
  return { due, received, valid, flagged, missing, stopped, transmission, effective, rate }
}
