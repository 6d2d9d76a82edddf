import type { APIRoute } from 'astro'
import { answerProgress } from '#src/components/plan/progress-file.ts'

/** The plan in figures, as its front page has them; `?lang=en` for English. */
export const GET: APIRoute = (context) => answerProgress(context, 'csv')
