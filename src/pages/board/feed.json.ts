import type { APIRoute } from 'astro'
import { answerFeed } from '#src/components/board/feed.ts'

/** The newest cases of any state of the board (`?region=430922&category=…&limit=500`); `?lang=en` for English. */
export const GET: APIRoute = (context) => answerFeed(context, 'json')
