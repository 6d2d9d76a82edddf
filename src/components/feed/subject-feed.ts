import type { APIContext } from 'astro'
import { type Subject, subjectOf, subjectSearch } from '#domain/subscription/input/subscription.ts'
import { listNews } from '#domain/subscription/queries/news.ts'
import type { NewsItem } from '#domain/subscription/queries/news-item.ts'
import { nameSubject, subjectPath } from '#domain/subscription/queries/subject-name.ts'
import { listRemovals } from '#domain/violation/queries/firm.ts'
import { cityDate } from '#platform/clock.ts'
import { config } from '#platform/config.ts'
import { answerApi } from '#platform/http/api.ts'
import { type Feed, instantOf, newestOf, takenOffTheBoard } from '#src/components/feed/feed.ts'
import { feedResponse } from '#src/components/feed/response.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { localePath } from '#src/i18n/locale.ts'
import { siteMessages } from '#src/i18n/messages/site.ts'
import { subscriptionMessages } from '#src/i18n/messages/subscription.ts'

/** A feed tells what became public within a year. */
const yearMs = 366 * 86_400_000

/** Where the feed of a subject is. */
export function feedPath({ topic, subject }: Subject, kind: 'atom' | 'json', locale: Locale): string {
  const lang = locale === 'en' ? 'lang=en' : ''
  const address = (path: string, query: string) =>
    path + ([query, lang].filter(Boolean).join('&') && `?${[query, lang].filter(Boolean).join('&')}`)
  if (topic === 'enterprise') return address(`/enterprises/${subject}/feed.${kind}`, '')
  return topic === 'area' ? address(`/map/feed.${kind}`, `bbox=${subject}`) : address(`/board/feed.${kind}`, subject)
}

/** The feed of a firm or of a part of the map: what became public there within a year, the newest fifty. */
export function subjectFeed(
  { url, params, locals: { db, now }, cache }: APIContext,
  kind: 'atom' | 'json',
): Promise<Response> {
  return answerApi(async () => {
    const locale: Locale = url.searchParams.get('lang') === 'en' ? 'en' : 'zh'
    const asked = subjectSearch.parse({
      enterprise: params.creditCode,
      bbox: url.searchParams.get('bbox') ?? undefined,
    })
    const subject = subjectOf(asked)
    if (!subject) return new Response(null, { status: 404 })
    const since = new Date(now.getTime() - yearMs)
    const [{ items }, removals] = await Promise.all([
      listNews(db, subject, { since, until: now }),
      listRemovals(db, cityDate(since)),
    ])
    const what = await nameSubject(db, subject, locale)
    if (subject.topic === 'enterprise' && what === subject.subject) return new Response(null, { status: 404 })
    cache.set({ maxAge: 60, tags: ['board', 'disclosures', 'orders'] })
    const at = (path: string) => new URL(path, config().SITE_URL).href
    return feedResponse(kind, {
      locale,
      title: subscriptionMessages[locale].feedTitle(what),
      about: siteMessages[locale].name,
      home: at(subjectPath(subject, locale)),
      self: at(feedPath(subject, kind, locale)),
      updated: newestOf(items.map((item) => item.at)),
      entries: items.map((item) => entryOf(item, locale, at)),
      removed: removals.map(({ id, removedOn }) => ({
        url: at(localePath(locale, `/board/${id}`)),
        on: instantOf(removedOn).toISOString(),
      })),
      removedAbout: takenOffTheBoard,
    } satisfies Feed)
  })
}

function entryOf(
  { kind, path, title, titleEn, enterprise, enterpriseEn, at: published }: NewsItem,
  locale: Locale,
  at: (path: string) => string,
) {
  const firm = (locale === 'en' && enterpriseEn) || enterprise
  const label = subscriptionMessages[locale][kind]
  return {
    id: at(path),
    url: at(localePath(locale, path)),
    title: `${firm}: ${(locale === 'en' && titleEn) || title}`,
    summary: label,
    text: label,
    category: kind,
    categoryLabel: label,
    published,
    updated: published,
  }
}
