import type { APIRoute } from 'astro'
import { answerExport } from '#src/components/board/export.ts'

/** Every case of any state of the board (`?region=430922&category=…&sort=…`) as a workbook; `?lang=en` for English. */
export const GET: APIRoute = (context) => answerExport(context, 'xlsx')
