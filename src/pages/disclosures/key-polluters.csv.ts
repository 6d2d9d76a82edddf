import type { APIRoute } from 'astro'
import { listingDownload } from '#domain/listing/input.ts'
import { getList, listListed, listListYears } from '#domain/listing/queries/list.ts'
import { listRegions } from '#domain/region/queries.ts'
import { listSectors } from '#domain/sector/queries.ts'
import { problem } from '#platform/http/api.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { csvText } from '#platform/sheet/write.ts'
import { listingMessages } from '#src/i18n/messages/listing.ts'
import { term } from '#src/i18n/terms.ts'

/** The list as the page shows it, filters included, for a spreadsheet; `?lang=en` for English. */
export const GET: APIRoute = async ({ locals: { db }, url, cache }) => {
  const { values, problems } = parseSearch(listingDownload, url.searchParams)
  const { lang: locale } = values
  const year = values.year ?? (await listListYears(db))[0]
  const list = year === undefined ? undefined : await getList(db, year)
  if (problems.length > 0) return problem(400, 'A parameter is not as documented', problems)
  if (!list) return problem(404, 'There is no list of that year / 没有这一年的名录')
  const [firms, regions, sectors] = await Promise.all([listListed(db, list.year), listRegions(db), listSectors(db)])
  const at = locale === 'zh' ? 'nameZh' : 'nameEn'
  const say = listingMessages[locale]
  const rows = firms
    .filter(({ regionCode }) => !values.region || regionCode === values.region)
    .filter(({ kinds }) => !values.kind || kinds.includes(values.kind))
    .map((firm) => [
      firm.creditCode,
      (locale === 'en' && firm.nameEn) || firm.name,
      regions.find(({ code }) => code === firm.regionCode)?.[at] ?? '',
      sectors.find(({ code }) => code === firm.sectorCode)?.[at] ?? '',
      firm.kinds.map((kind) => term(locale, 'listingKind', kind)).join(say.joiner),
      firm.supplementOn ?? list.publishedOn,
    ])
  cache.set({ maxAge: 300, swr: 3600, tags: ['disclosures'] })
  return new Response(csvText([say.csvHead.split(','), ...rows]), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="key-polluters-${list.year}.csv"`,
      'access-control-allow-origin': '*',
    },
  })
}
