import { publicLeadDownload } from '#domain/media-lead/input.ts'
import { listAnsweredLeads } from '#domain/media-lead/queries.ts'
import { config } from '#platform/config.ts'
import { problem } from '#platform/http/api.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { type Feed, newestOf } from '#src/components/feed/feed.ts'
import { localePath } from '#src/i18n/locale.ts'
import { mediaLeadMessages } from '#src/i18n/messages/media-lead.ts'

/** The answers to what the media said, the newest first, ready to be written. */
export async function readMediaFeed({ locals, url }: { locals: App.Locals; url: URL }): Promise<Feed | Response> {
  const { values, problems } = parseSearch(publicLeadDownload, url.searchParams)
  if (problems.length > 0) return problem(400, 'A parameter is not as documented', problems)
  const { lang: locale } = values
  const say = mediaLeadMessages[locale]
  const at = (path: string) => new URL(path, config().SITE_URL).href
  const { rows } = await listAnsweredLeads(locals.db, undefined)
  return {
    locale,
    title: say.title,
    about: say.description,
    home: at(localePath(locale, '/report/media')),
    self: at(url.pathname + url.search),
    updated: newestOf(rows.map(({ answeredAt }) => answeredAt)),
    entries: rows.map((row) => ({
      id: at(`/report/media#lead-${row.id}`),
      url: at(localePath(locale, `/report/media#lead-${row.id}`)),
      title: row.title,
      summary: row.summary,
      text: (locale === 'en' && row.answerEn) || row.answer,
      category: 'media_lead',
      categoryLabel: say.title,
      published: row.answeredAt,
      updated: row.answeredAt,
    })),
    removed: [],
    removedAbout: 'Answers stay as they are.',
  }
}
