import type { APIRoute } from 'astro'
import { feedResponse } from '#src/components/feed/response.ts'
import { readStoryFeed } from '#src/components/story/feed.ts'

/** The newest stories, `?kind=result` of one kind; `?lang=en` for English. */
export const GET: APIRoute = async (context) => {
  const feed = await readStoryFeed(context)
  if (feed instanceof Response) return feed
  context.cache.set({ maxAge: 300, swr: 0, tags: ['stories'] })
  return feedResponse('json', feed)
}
