import type { APIContext } from 'astro'
import { ledgerFile } from '#domain/monitoring/input/rates.ts'
import { listLedger, listSigns } from '#domain/monitoring/queries/rates/ledger.ts'
import { listRateMonths } from '#domain/monitoring/queries/rates/rates.ts'
import { answerApi, apiList, csvFile, problem } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'

/** A month's ledger of flags, outlet by outlet, or its signs. In CSV what has several parts is `M:12 D:3`. */
export const answerLedger = (context: APIContext, format: 'csv' | 'json') =>
  answerApi(async () => {
    const { db } = context.locals
    const { month: asked, of, ...search } = parseApiSearch(ledgerFile, context.url.searchParams)
    const months = await listRateMonths(db)
    const month = asked ?? months[0]
    if (month === undefined || !months.includes(month))
      return problem(
        404,
        `No day of that month is summed; there are ${months.at(-1) ?? 'no months'} to ${months[0] ?? 'yet'}`,
      )
    const rows: Record<string, unknown>[] =
      of === 'signs'
        ? (await listSigns(db, month, search, 100_000)).map((sign) => ({ month, ...sign }))
        : (await listLedger(db, month, { ...search, limit: 100_000 })).rows.map((row) => ({ month, ...row }))
    context.cache.set({ maxAge: 300, swr: 3600, tags: ['rates'] })
    if (format === 'json') return apiList(context.request, rows, rows.length, null)
    const head = Object.keys(rows[0] ?? { month })
    return csvFile(`flags-${month}-${of}.csv`, [head, ...rows.map((row) => head.map((name) => cell(row[name])))])
  })

function cell(value: unknown): string | number | null {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'string') return value
  return Object.entries(value)
    .map(([name, n]) => `${name}:${n}`)
    .join(' ')
}
