import type { Feed } from '#src/components/board/feed.ts'
import { violationMessages } from '#src/i18n/messages/violation.ts'

/** JSON Feed 1.1. Records taken down are listed under `_qingyuan` (the format has no word for them). */
export function jsonOf(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: violationMessages[feed.locale].feedOf,
    language: feed.locale === 'zh' ? 'zh-CN' : 'en',
    home_page_url: feed.home,
    feed_url: feed.self,
    items: feed.entries.map((entry) => ({
      id: entry.id,
      url: entry.url,
      title: entry.title,
      summary: entry.summary,
      content_text: entry.text,
      date_published: entry.published.toISOString(),
      date_modified: entry.updated.toISOString(),
      tags: [entry.categoryLabel],
      authors: [{ name: violationMessages[feed.locale].feedOf }],
    })),
    _qingyuan: { about: 'Records taken off the board; please take copies down too.', removed: feed.removed },
  })
}
