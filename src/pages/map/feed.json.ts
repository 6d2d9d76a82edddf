import type { APIRoute } from 'astro'
import { subjectFeed } from '#src/components/feed/subject-feed.ts'

/** What became public of the firms in a part of the map (`?bbox=west,south,east,north`); `?lang=en` for English. */
export const GET: APIRoute = (context) => subjectFeed(context, 'json')
