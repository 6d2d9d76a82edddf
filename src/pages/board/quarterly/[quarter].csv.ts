import type { APIRoute } from 'astro'
import { quarterlyDownload } from '#domain/quarterly/input.ts'
import { getQuarterlyList } from '#domain/quarterly/queries/list.ts'
import { quarterName, readQuarter } from '#domain/quarterly/rules.ts'
import { listRegions } from '#domain/region/queries.ts'
import { answerApi, problem } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { csvText } from '#platform/sheet/write.ts'
import { reasonTexts } from '#src/components/quarterly/reasons.ts'
import { csvResponse } from '#src/components/sanction/csv.ts'
import { quarterlyMessages } from '#src/i18n/messages/quarterly.ts'
import { term } from '#src/i18n/terms.ts'

/** One published quarterly list for a spreadsheet; `?lang=en` for English. */
export const GET: APIRoute = ({ params, url, locals: { db }, cache }) =>
  answerApi(async () => {
    const { lang: locale } = parseApiSearch(quarterlyDownload, url.searchParams)
    const quarter = readQuarter(params.quarter ?? '')
    const [list, regions] = await Promise.all([quarter && getQuarterlyList(db, quarter), listRegions(db)])
    if (!list) return problem(404, 'There is no published list of that quarter; write it like 2026-3')
    const lines = list.rows.map((row) => [
      (locale === 'en' && row.enterpriseNameEn) || row.enterpriseName,
      row.creditCode,
      regions.find(({ code }) => code === row.regionCode)?.[locale === 'zh' ? 'nameZh' : 'nameEn'] ?? '',
      row.outletCode,
      row.factorCode,
      locale === 'zh' ? row.factorZh : row.factorEn,
      term(locale, 'quarterlySource', row.source),
      row.judgedCount,
      row.exceedanceCount,
      row.highest,
      row.limitMin,
      row.limitMax,
      row.unit,
      row.multiple,
      reasonTexts(row, list.criteria, locale).join(locale === 'zh' ? '；' : '; '),
    ])
    cache.set({ maxAge: 300, swr: 3600, tags: ['board'] })
    const head = quarterlyMessages[locale].csvHead.split(',')
    return csvResponse(`serious-exceedance-${quarterName(list)}`, csvText([head, ...lines]))
  })
