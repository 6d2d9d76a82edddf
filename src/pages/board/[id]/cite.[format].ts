import type { APIRoute } from 'astro'
import { caseCopy } from '#domain/violation/input/board.ts'
import { getAftercare } from '#domain/violation/queries/aftercare.ts'
import { cityDate } from '#platform/clock.ts'
import { answerApi, problem } from '#platform/http/api.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { type CitationFormat, citationFormats, citationOf, writeCitation } from '#src/components/board/citation.ts'
import { findCase } from '#src/components/board/find-case.ts'

/** "Cite this record" as a sentence (txt), for BibTeX (bib), reference managers (ris) and CSL (json); `?lang=en` for English. */
export const GET: APIRoute = (context) =>
  answerApi(async () => {
    const { lang } = parseApiSearch(caseCopy, context.url.searchParams)
    const format = citationFormats.find((known) => known === context.params.format) as CitationFormat | undefined
    if (!format) return problem(404, `A citation comes as ${citationFormats.join(', ')}`)
    const found = await findCase(context)
    if (found instanceof Response) return found
    const beside = await getAftercare(context.locals.db, found.id)
    const { type, write } = writeCitation[format]
    return new Response(write(citationOf(found, beside, cityDate(context.locals.now), lang)), {
      headers: {
        'content-type': type,
        'content-disposition': `${format === 'txt' ? 'inline' : 'attachment'}; filename="qingyuan-board-${found.id}.${format}"`,
        'access-control-allow-origin': '*',
      },
    })
  })
