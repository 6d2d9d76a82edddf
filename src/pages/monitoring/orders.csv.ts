import type { APIRoute } from 'astro'
import { listRegions } from '#domain/region/queries.ts'
import { orderDownload } from '#domain/supervision/input.ts'
import { orderLine } from '#domain/supervision/open-data.ts'
import { readOnOrders } from '#domain/supervision/queries/list.ts'
import { isLate } from '#domain/supervision/rules/machine.ts'
import { orderNumber } from '#domain/supervision/rules/number.ts'
import { answerApi, csvFile } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { formatTime } from '#src/i18n/format.ts'
import { supervisionMessages } from '#src/i18n/messages/supervision.ts'
import { term } from '#src/i18n/terms.ts'

const most = 50_000

/** Orders as the page lists them, filters included; `?lang=en` for English. */
export const GET: APIRoute = ({ locals: { db, now }, url, cache }) =>
  answerApi(async () => {
    const { lang, ...filter } = parseApiSearch(orderDownload, url.searchParams)
    const [{ rows }, regions] = await Promise.all([readOnOrders(db, filter, most, undefined, now), listRegions(db)])
    cache.set({ maxAge: 30, swr: 0, tags: ['orders'] })
    const at = (time: Date | null) => (time ? formatTime(lang, time) : '')
    const lines = rows.map((row) => [
      orderNumber(lang, row),
      term(lang, 'supervisionKind', row.kind),
      term(lang, 'supervisionState', row.state),
      row.creditCode,
      (lang === 'en' && row.enterpriseNameEn) || row.enterpriseName,
      row.outletCode,
      regions.find(({ code }) => code === row.regionCode)?.[lang === 'zh' ? 'nameZh' : 'nameEn'] ?? '',
      at(row.firstAt),
      at(row.lastAt),
      at(row.issuedAt),
      at(row.dueAt),
      at(row.firmAt),
      row.operatorName ?? '',
      at(row.operatorAt),
      at(row.countyAt),
      isLate(row, now) ? (lang === 'zh' ? '是' : 'yes') : lang === 'zh' ? '否' : 'no',
      row.result ? term(lang, 'supervisionResult', row.result) : '',
      at(row.escalatedAt),
      at(row.closedAt),
      orderLine(row, now).case ?? '',
    ])
    return csvFile('orders.csv', [supervisionMessages[lang].csvHead.split(','), ...lines])
  })
