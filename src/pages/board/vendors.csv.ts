import type { APIRoute } from 'astro'
import { z } from 'zod'
import { listVendorListings } from '#domain/sanction/queries/vendors.ts'
import { answerApi } from '#platform/http/api.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { csvText } from '#platform/sheet/write.ts'
import { csvResponse } from '#src/components/sanction/csv.ts'
import { inOneLanguage } from '#src/i18n/locale.ts'
import { sanctionMessages } from '#src/i18n/messages/sanction.ts'
import { term } from '#src/i18n/terms.ts'

const search = z.object({ lang: searchFields('en').choice(['zh', 'en']).default('zh') })

/** The vendors' blacklist for a spreadsheet; `?lang=en` for English. */
export const GET: APIRoute = ({ locals: { db }, url, cache }) =>
  answerApi(async () => {
    const { lang: locale } = parseApiSearch(search, url.searchParams)
    const say = sanctionMessages[locale]
    const lines = (await listVendorListings(db)).map((row) => [
      String(row.id),
      term(locale, 'sanctionState', row.state),
      row.name ?? '',
      row.creditCode ?? '',
      row.kinds.map((kind) => term(locale, 'vendorKind', kind)).join(locale === 'zh' ? '、' : ', '),
      (locale === 'en' && row.factsEn) || (row.facts ?? ''),
      row.product ?? '',
      row.legalBasis,
      row.decisionNo ?? '',
      row.fromOn,
      row.untilOn,
      row.endedOn ?? '',
      inOneLanguage(locale, row.endBasis ?? ''),
      String(row.outlets),
    ])
    cache.set({ maxAge: 300, swr: 0, tags: ['board'] })
    return csvResponse('monitoring-vendors', csvText([say.vendorsCsvHead.split(','), ...lines]))
  })
