import type { APIRoute } from 'astro'
import { listRegions } from '#domain/region/queries.ts'
import { punishmentDownload } from '#domain/sanction/input.ts'
import { exportPunishments } from '#domain/sanction/queries/punishments.ts'
import { answerApi } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { csvText } from '#platform/sheet/write.ts'
import { csvResponse } from '#src/components/sanction/csv.ts'
import { inOneLanguage } from '#src/i18n/locale.ts'
import { sanctionMessages } from '#src/i18n/messages/sanction.ts'
import { term } from '#src/i18n/terms.ts'

/** The list as the page shows it, filters included; `?lang=en` for English. */
export const GET: APIRoute = ({ locals: { db }, url, cache }) =>
  answerApi(async () => {
    const { lang: locale, ...filter } = parseApiSearch(punishmentDownload, url.searchParams)
    const [rows, regions] = await Promise.all([exportPunishments(db, filter), listRegions(db)])
    const lines = rows.map((row) => [
      String(row.id),
      term(locale, 'sanctionState', row.state),
      term(locale, 'punishmentMeasure', row.measure),
      row.detail ?? '',
      row.department,
      row.legalBasis,
      term(locale, 'punishmentSubject', row.subject),
      (locale === 'en' && row.enterpriseNameEn) || (row.enterpriseName ?? ''),
      row.creditCode ?? '',
      row.personName ?? '',
      regions.find(({ code }) => code === row.regionCode)?.[locale === 'zh' ? 'nameZh' : 'nameEn'] ?? '',
      row.fromOn,
      row.untilOn,
      row.endedOn ?? '',
      inOneLanguage(locale, row.endBasis ?? ''),
    ])
    cache.set({ maxAge: 300, swr: 0, tags: ['board'] })
    return csvResponse('joint-punishment', csvText([sanctionMessages[locale].csvHead.split(','), ...lines]))
  })
