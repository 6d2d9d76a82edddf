import type { APIRoute } from 'astro'
import { subjectFeed } from '#src/components/feed/subject-feed.ts'

/** What became public of a firm; `?lang=en` for English. */
export const GET: APIRoute = (context) => subjectFeed(context, 'atom')
