import type { APIRoute } from 'astro'
import { listRegions } from '#domain/region/queries.ts'
import { outcomeDownload } from '#domain/report/input/public.ts'
import { outcomeLine } from '#domain/report/open-data.ts'
import { readOnOutcomes } from '#domain/report/queries/public/outcomes.ts'
import { answerApi, csvFile } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { reportOutcomeMessages } from '#src/i18n/messages/report-outcomes.ts'
import { term } from '#src/i18n/terms.ts'

const most = 50_000

/** Outcomes as the page lists them, filters included; `?lang=en` for English. */
export const GET: APIRoute = ({ locals: { db }, url, cache }) =>
  answerApi(async () => {
    const { lang, ...filter } = parseApiSearch(outcomeDownload, url.searchParams)
    const [{ rows }, regions] = await Promise.all([readOnOutcomes(db, filter, most), listRegions(db)])
    cache.set({ maxAge: 300, swr: 0, tags: ['reports'] })
    const lines = rows.map((row) => [
      row.no,
      term(lang, 'reportKind', row.kind),
      regions.find(({ code }) => code === row.regionCode)?.[lang === 'zh' ? 'nameZh' : 'nameEn'] ?? '',
      row.concludedOn,
      term(lang, 'reportOutcome', row.outcome),
      (lang === 'en' && row.textEn) || row.text,
      outcomeLine(row).case ?? '',
      row.creditedTo ?? '',
    ])
    return csvFile('report-outcomes.csv', [reportOutcomeMessages[lang].csvHead.split(','), ...lines])
  })
