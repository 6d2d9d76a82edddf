import type { APIRoute } from 'astro'
import { answerList } from '#src/components/open-data/answer.ts'

/** Every public list (domain/open-data/queries/registry.ts), page by page or as a file. */
export const GET: APIRoute = (context) => answerList(context)
