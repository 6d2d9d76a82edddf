import { overdueFeed } from '#domain/disclosure/input.ts'
import { listOverdue, listSettled, type OverdueFiling } from '#domain/disclosure/queries/overdue.ts'
import { endOfDueDay } from '#domain/disclosure/rules/deadline.ts'
import { listRegions } from '#domain/region/queries.ts'
import { config } from '#platform/config.ts'
import { problem } from '#platform/http/api.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { type Feed, type FeedEntry, instantOf, newestOf } from '#src/components/feed/feed.ts'
import { formatDate } from '#src/i18n/format.ts'
import { type Locale, localePath } from '#src/i18n/locale.ts'
import { overdueMessages } from '#src/i18n/messages/overdue.ts'
import { term } from '#src/i18n/terms.ts'

/** Firms in one feed, and days back for which it tells who has published since. */
const most = 200
const settledDays = 90

/** Who is overdue at this moment, ready to be written; or the refusal, when the address is wrong. */
export async function readOverdueFeed({ locals, url }: { locals: App.Locals; url: URL }): Promise<Feed | Response> {
  const { db, now } = locals
  const { values, problems } = parseSearch(overdueFeed, url.searchParams)
  const regions = await listRegions(db)
  const region = regions.find(({ code }) => code === values.region)
  const wrong = [
    ...problems.map(({ field, message }) => ({ field, message })),
    ...(values.region && !region ? [{ field: 'region', message: 'there is no such county' }] : []),
  ]
  if (wrong.length > 0) return problem(400, 'A parameter is not as documented', wrong)

  const { lang: locale, ...filter } = values
  const say = overdueMessages[locale]
  const since = new Date(now.getTime() - settledDays * 86_400_000)
  const [rows, settled] = await Promise.all([listOverdue(db, filter, now, most), listSettled(db, filter, since)])
  const names = new Map(regions.map(({ code, nameZh, nameEn }) => [code, locale === 'zh' ? nameZh : nameEn]))
  const at = (path: string) => new URL(path, config().SITE_URL).href
  const entries = rows.map((row) => entryOf(row, names.get(row.regionCode) ?? '', locale, at))
  const search = new URLSearchParams({ state: 'overdue' })
  if (filter.year) search.set('year', String(filter.year))
  if (filter.region) search.set('region', filter.region)
  const place = region && (locale === 'zh' ? region.nameZh : region.nameEn)
  return {
    locale,
    title: say.feedTitle(place, filter.year),
    about: say.feedOf,
    home: at(localePath(locale, `/disclosures?${search}`)),
    self: at(url.pathname + url.search),
    updated: newestOf([...entries.map(({ updated }) => updated), ...settled.map(({ publishedAt }) => publishedAt)]),
    entries,
    removed: settled.map(({ creditCode, year, publishedAt }) => ({
      url: idOf(creditCode, year, at),
      on: publishedAt.toISOString(),
    })),
    removedAbout: 'These firms have published since, late; they are no longer overdue.',
  }
}

function entryOf(row: OverdueFiling, county: string, locale: Locale, at: (path: string) => string): FeedEntry {
  const say = overdueMessages[locale]
  const { creditCode, year, dueOn, refusedOn, refusalBasis, state } = row
  const name = (locale === 'en' && row.enterpriseNameEn) || row.enterpriseName
  const due = formatDate(locale, dueOn)
  const refused = refusedOn ? say.refusedOn(formatDate(locale, refusedOn), refusalBasis ?? '') : ''
  const published = endOfDueDay(dueOn)
  return {
    id: idOf(creditCode, year, at),
    url: at(localePath(locale, `/enterprises/${creditCode}`)),
    title: say.entryTitle(name, year),
    summary: [county, say.entryDue(due), refused].filter(Boolean).join(locale === 'zh' ? '；' : '; '),
    text: say.entryText(name, creditCode, year, due) + refused,
    category: state,
    categoryLabel: term(locale, 'filingState', state),
    published,
    updated: refusedOn ? instantOf(refusedOn) : published,
  }
}

const idOf = (creditCode: string, year: number, at: (path: string) => string) =>
  at(`/enterprises/${creditCode}#disclosure-${year}`)
