import type { APIRoute } from 'astro'
import { readFeed } from '#src/components/board/feed.ts'
import { atomOf } from '#src/components/feed/atom.ts'
import { feedResponse } from '#src/components/feed/feed.ts'

/** The newest cases of any state of the board (`?region=430922&category=…`); `?lang=en` for English. */
export const GET: APIRoute = async (context) => {
  const feed = await readFeed(context)
  if (feed instanceof Response) return feed
  context.cache.set({ maxAge: 300, swr: 3600, tags: ['board'] })
  return feedResponse('atom', atomOf(feed))
}
