import { storyFeedSearch } from '#domain/story/input.ts'
import { listStories, listWithdrawnStories } from '#domain/story/queries/public.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { config } from '#platform/config.ts'
import { problem } from '#platform/http/api.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { type Feed, instantOf, newestOf } from '#src/components/feed/feed.ts'
import { localePath } from '#src/i18n/locale.ts'
import { storyMessages } from '#src/i18n/messages/story.ts'
import { term } from '#src/i18n/terms.ts'

const removalDays = 90

/** The newest public stories, ready to be written, and what was withdrawn of late. */
export async function readStoryFeed({ locals, url }: { locals: App.Locals; url: URL }): Promise<Feed | Response> {
  const { values, problems } = parseSearch(storyFeedSearch, url.searchParams)
  if (problems.length > 0) return problem(400, 'A parameter is not as documented', problems)
  const { lang: locale, kind } = values
  const [{ rows }, withdrawn] = await Promise.all([
    listStories(locals.db, { kind, page: 1 }),
    listWithdrawnStories(locals.db, addDays(cityDate(locals.now), -removalDays)),
  ])
  const at = (path: string) => new URL(path, config().SITE_URL).href
  const english = locale === 'en'
  return {
    locale,
    title: storyMessages[locale].title,
    about: storyMessages[locale].feedOf,
    home: at(localePath(locale, `/stories${kind ? `?kind=${kind}` : ''}`)),
    self: at(url.pathname + url.search),
    updated: newestOf([
      ...rows.map(({ updatedAt }) => updatedAt),
      ...withdrawn.map((row) => instantOf(row.withdrawnOn)),
    ]),
    entries: rows.map((row) => ({
      id: at(`/stories/${row.slug}`),
      url: at(localePath(locale, `/stories/${row.slug}`)),
      title: (english && row.titleEn) || row.title,
      summary: (english && row.summaryEn) || row.summary,
      text: (english && row.summaryEn) || row.summary,
      category: row.kind,
      categoryLabel: term(locale, 'storyKind', row.kind),
      published: row.publishedAt,
      updated: row.updatedAt,
    })),
    removed: withdrawn.map(({ slug, withdrawnOn }) => ({
      url: at(`/stories/${slug}`),
      on: instantOf(withdrawnOn).toISOString(),
    })),
    removedAbout: 'Stories that were withdrawn; please take copies down too.',
  }
}
