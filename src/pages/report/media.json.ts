import type { APIRoute } from 'astro'
import { feedResponse } from '#src/components/feed/response.ts'
import { readMediaFeed } from '#src/components/report/media/feed.ts'

/** What the media said and the city answered; `?lang=en` for English. */
export const GET: APIRoute = async (context) => {
  const feed = await readMediaFeed(context)
  if (feed instanceof Response) return feed
  context.cache.set({ maxAge: 300, swr: 3600, tags: ['reports'] })
  return feedResponse('json', feed)
}
