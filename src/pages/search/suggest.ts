import type { APIRoute } from 'astro'
import { suggestSearch } from '#domain/search/input.ts'
import { suggestNames } from '#domain/search/queries/find.ts'
import { addressOf } from '#domain/search/rules.ts'
import { boardReference, nameOf } from '#domain/violation/queries/reference.ts'
import { answerApi } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { localePath } from '#src/i18n/locale.ts'
import { term } from '#src/i18n/terms.ts'

/** What the search box offers while one types: `[{ title, kind, place, address }]`. */
export const GET: APIRoute = ({ url, locals }) =>
  answerApi(async () => {
    if ((url.searchParams.get('q') ?? '').trim() === '') return Response.json([])
    const { q, lang } = parseApiSearch(suggestSearch, url.searchParams)
    const [found, reference] = await Promise.all([suggestNames(locals.db, q), boardReference(locals.db)])
    return Response.json(
      found.map(({ key, kind, titleZh, titleEn, regionCode }) => ({
        title: lang === 'zh' ? titleZh : titleEn,
        kind: term(lang, 'searchKind', kind),
        place: regionCode === null ? '' : nameOf(reference.region, regionCode, lang),
        address: localePath(lang, addressOf(kind, key)),
      })),
    )
  })
