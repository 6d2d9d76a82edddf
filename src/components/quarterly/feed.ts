import { quarterlyDownload } from '#domain/quarterly/input.ts'
import { listQuarterlyLists } from '#domain/quarterly/queries/list.ts'
import { quarterName } from '#domain/quarterly/rules.ts'
import { config } from '#platform/config.ts'
import { problem } from '#platform/http/api.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { type Feed, newestOf } from '#src/components/feed/feed.ts'
import { formatDate, formatNumber } from '#src/i18n/format.ts'
import { localePath } from '#src/i18n/locale.ts'
import { quarterlyMessages } from '#src/i18n/messages/quarterly.ts'

/** The published quarterly lists, the newest first, ready to be written. */
export async function readQuarterlyFeed({ locals, url }: { locals: App.Locals; url: URL }): Promise<Feed | Response> {
  const { values, problems } = parseSearch(quarterlyDownload, url.searchParams)
  if (problems.length > 0) return problem(400, 'A parameter is not as documented', problems)
  const { lang: locale } = values
  const say = quarterlyMessages[locale]
  const at = (path: string) => new URL(path, config().SITE_URL).href
  const lists = (await listQuarterlyLists(locals.db)).flatMap(({ publishedAt, ...list }) =>
    publishedAt ? [{ ...list, publishedAt }] : [],
  )
  return {
    locale,
    title: say.title,
    about: say.feedOf,
    home: at(localePath(locale, '/board/quarterly')),
    self: at(url.pathname + url.search),
    updated: newestOf(lists.map(({ publishedAt }) => publishedAt)),
    entries: lists.map((list) => {
      const name = say.quarter(list.year, list.quarter)
      const path = `/board/quarterly/${quarterName(list)}`
      const answer = list.firms === 0 ? say.answerNone(name) : say.answer(name, formatNumber(locale, list.firms))
      return {
        id: at(path),
        url: at(localePath(locale, path)),
        title: answer,
        summary: say.published(formatDate(locale, list.publishedAt)),
        text: `${answer}${locale === 'zh' ? '。' : '. '}${say.judged(formatNumber(locale, list.judgedOutlets))}`,
        category: 'serious_exceedance',
        categoryLabel: say.title,
        published: list.publishedAt,
        updated: list.publishedAt,
      }
    }),
    removed: [],
    removedAbout: 'Published quarterly lists stay as they are.',
  }
}
