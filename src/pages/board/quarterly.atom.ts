import type { APIRoute } from 'astro'
import { feedResponse } from '#src/components/feed/response.ts'
import { readQuarterlyFeed } from '#src/components/quarterly/feed.ts'

/** The published quarterly lists; `?lang=en` for English. */
export const GET: APIRoute = async (context) => {
  const feed = await readQuarterlyFeed(context)
  if (feed instanceof Response) return feed
  context.cache.set({ maxAge: 300, swr: 3600, tags: ['board'] })
  return feedResponse('atom', feed)
}
