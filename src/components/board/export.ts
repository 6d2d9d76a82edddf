import type { APIContext } from 'astro'
import { boardFile } from '#domain/violation/input/board.ts'
import { caseLine } from '#domain/violation/open-data.ts'
import type { BoardRow } from '#domain/violation/queries/list.ts'
import { eachCase } from '#domain/violation/queries/read-on.ts'
import { boardReference, unknownCodes } from '#domain/violation/queries/reference.ts'
import { scopeOf } from '#domain/violation/queries/scope.ts'
import { cityDate } from '#platform/clock.ts'
import { problem } from '#platform/http/api.ts'
import { parseSearch } from '#platform/http/search-params.ts'
import { streamOf } from '#platform/http/stream.ts'
import { longFiles, retryAfterS } from '#platform/http/turns.ts'
import { csvStream, xlsxStream } from '#platform/sheet/stream.ts'
import type { Cell } from '#platform/sheet/write.ts'
import { exportHead, exportRow } from '#src/components/board/export-rows.ts'
import { boardFileMessages } from '#src/i18n/messages/board-file.ts'
import { violationMessages } from '#src/i18n/messages/violation.ts'

const mediaTypes = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/**
 * Every case of a state of the board as a file, sent as it is read from the database. The last line says how many there are.
 * Not kept: a case that has been taken off is in no file made after it. So
 * many are made at a time as LONG_FILES says; who comes then is told when to come back (503, Retry-After).
 */
export async function answerExport({ locals, url }: APIContext, kind: keyof typeof mediaTypes): Promise<Response> {
  const { db, now } = locals
  const reference = await boardReference(db)
  const { values, problems: misread } = parseSearch(boardFile, url.searchParams)
  const problems = [...misread, ...unknownCodes(values, reference, 'en')]
  if (problems.length > 0) {
    const named = problems.map(({ field, message }) => ({ field, message }))
    return problem(400, 'A parameter is not as documented', named)
  }
  const { lang: locale, sort, ...filter } = values
  const give = longFiles().take()
  if (!give) {
    const say = boardFileMessages
    const response = problem(503, `${say.en.busy(retryAfterS)} / ${say.zh.busy(retryAfterS)}`)
    response.headers.set('retry-after', String(retryAfterS))
    return response
  }
  const say = boardFileMessages[locale]
  const today = cityDate(now)
  const cases = eachCase(db, await scopeOf(db, filter, sort), sort)
  const head = exportHead(locale)
  async function* tables(): AsyncGenerator<Cell[][]> {
    let count = 0
    for await (const rows of cases) {
      count += rows.length
      yield rows.map((row) => exportRow(row, reference, locale))
    }
    yield [[say.end(count, today)]]
  }
  async function* headed() {
    yield [head]
    yield* tables()
  }
  const parts = {
    csv: () => csvStream(headed()),
    xlsx: () => xlsxStream(violationMessages[locale].board, head, tables()),
    json: () => jsonFile(cases, today),
  }
  return new Response(streamOf(give<string | Uint8Array>(parts[kind]())), {
    headers: {
      'content-type': mediaTypes[kind],
      'content-disposition': `attachment; filename="board-${today}.${kind}"`,
      'access-control-allow-origin': '*',
      'cache-control': 'no-cache',
    },
  })
}

/** The same objects as `/api/v1/violations`, then how many: a file that was cut off has no `total`. */
async function* jsonFile(cases: AsyncIterable<BoardRow[]>, today: string): AsyncGenerator<string> {
  yield `{"madeOn":"${today}","data":[`
  let count = 0
  for await (const rows of cases) {
    yield (count > 0 ? ',\n' : '\n') + rows.map((row) => JSON.stringify(caseLine(row))).join(',\n')
    count += rows.length
  }
  yield `\n],"total":${count}}\n`
}
