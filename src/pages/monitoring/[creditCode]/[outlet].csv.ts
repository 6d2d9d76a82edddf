import type { APIRoute } from 'astro'
import { answerSeries } from '#src/components/live/files.ts'

/** The curve of `/monitoring/…` with the same parameters (factor, by, from, to), as CSV. */
export const GET: APIRoute = (context) => answerSeries(context, 'csv')
