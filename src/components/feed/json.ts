import type { Feed } from '#src/components/feed/feed.ts'

/** JSON Feed 1.1. What is no longer so is listed under `_qingyuan` (the format has no word for them). */
export function jsonOf(feed: Feed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.about,
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
      authors: [{ name: feed.about }],
    })),
    _qingyuan: { about: feed.removedAbout, removed: feed.removed },
  })
}
