import type { APIRoute } from 'astro'
import { readOverdueFeed } from '#src/components/disclosure/overdue-feed.ts'
import { feedResponse } from '#src/components/feed/response.ts'

/** Who has not disclosed in time (`?year=2026&region=430922`); `?lang=en` for English. Changes with the clock: kept for a minute. */
export const GET: APIRoute = async (context) => {
  const feed = await readOverdueFeed(context)
  if (feed instanceof Response) return feed
  context.cache.set({ maxAge: 60, tags: ['disclosures'] })
  return feedResponse('json', feed)
}
