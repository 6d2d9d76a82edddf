import type { Feed, FeedEntry } from '#src/components/feed/feed.ts'

/** JSON Feed 1.1. What is no longer so is listed under `_qingyuan` (the format has no word for them). */
export async function* jsonParts(feed: Feed): AsyncGenerator<string> {
  const head = {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.about,
    language: feed.locale === 'zh' ? 'zh-CN' : 'en',
    home_page_url: feed.home,
    feed_url: feed.self,
    _qingyuan: { about: feed.removedAbout, removed: feed.removed },
  }
  yield `${JSON.stringify(head).slice(0, -1)},"items":[`
  let isFirst = true
  for await (const entry of feed.entries) {
    yield (isFirst ? '' : ',') + JSON.stringify(itemOf(entry, feed.about))
    isFirst = false
  }
  yield ']}'
}

const itemOf = (entry: FeedEntry, about: string) => ({
  id: entry.id,
  url: entry.url,
  title: entry.title,
  summary: entry.summary,
  content_text: entry.text,
  date_published: entry.published.toISOString(),
  date_modified: entry.updated.toISOString(),
  tags: [entry.categoryLabel],
  authors: [{ name: about }],
})
