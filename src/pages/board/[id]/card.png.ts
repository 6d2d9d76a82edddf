import type { APIRoute } from 'astro'
import { caseCopy } from '#domain/violation/input/board.ts'
import { boardReference } from '#domain/violation/queries/reference.ts'
import { answerApi } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { caseCard } from '#src/components/board/case-card.ts'
import { findCase } from '#src/components/board/find-case.ts'
import { cardResponse } from '#src/components/card/answer.ts'

/** The share card of a case; `?lang=en` for English. Gone with its case. */
export const GET: APIRoute = (context) =>
  answerApi(async () => {
    const { lang } = parseApiSearch(caseCopy, context.url.searchParams)
    const found = await findCase(context)
    if (found instanceof Response) return found
    return cardResponse(caseCard(found, await boardReference(context.locals.db), lang))
  })
