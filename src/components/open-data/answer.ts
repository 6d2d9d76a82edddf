import type { APIContext } from 'astro'
import { type FileFormat, fileFormats, fileSearch, formatsOf } from '#domain/open-data/input.ts'
import { fileOf } from '#domain/open-data/queries/file.ts'
import { readPage, readSearch } from '#domain/open-data/queries/read.ts'
import { findList, openLists } from '#domain/open-data/queries/registry.ts'
import { NoSuchRows, type OpenList } from '#domain/open-data/rules/list.ts'
import { cityDate } from '#platform/clock.ts'
import { answerApi, apiList, problem } from '#platform/http/api.ts'
import { streamOf } from '#platform/http/stream.ts'
import { longFiles, retryAfterS } from '#platform/http/turns.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { boardFileMessages } from '#src/i18n/messages/board-file.ts'

const mediaTypes: Record<FileFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  json: 'application/json',
  geojson: 'application/geo+json',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** `/api/v1/<list>` a page of it, `/api/v1/<list>.csv` all of it as a file. */
export const answerList = (context: APIContext): Promise<Response> =>
  answerApi(async () => {
    const [, name = '', format] = /^(.*?)(?:\.([^.]*))?$/.exec(context.params.list ?? '') ?? []
    const list = findList(name)
    if (!list) return problem(404, `There is no such list; there are: ${openLists.map((each) => each.name).join(', ')}`)
    try {
      if (format === undefined) return await answerPage(context, list)
      if (isFormat(format) && formatsOf(list).includes(format)) return await answerFile(context, list, format)
    } catch (error) {
      if (!(error instanceof NoSuchRows)) throw error
      return error.problem ? problem(400, error.message, [error.problem]) : problem(404, error.message)
    }
    return problem(404, `${name} is not given as ${format.slice(0, 20)}; it is given as ${formatsOf(list).join(', ')}`)
  })

const isFormat = (text: string): text is FileFormat => (fileFormats as readonly string[]).includes(text)

async function answerPage({ request, url, locals, cache }: APIContext, list: OpenList): Promise<Response> {
  const { rows, total, cursor } = await readPage(locals.db, list, url.searchParams, locals.now)
  if (list.kept) cache.set(list.kept)
  return apiList(request, rows, total, cursor)
}

/** Not kept: what has been taken off a list is in no file made after it. */
async function answerFile({ url, locals: { db, now } }: APIContext, list: OpenList, format: FileFormat) {
  const { lang, end, ...search } = await readSearch(db, list, fileSearch(list), url.searchParams)
  const give = list.isShort ? <T>(parts: AsyncGenerator<T>) => parts : longFiles().take()
  if (!give) {
    const response = problem(
      503,
      `${boardFileMessages.en.busy(retryAfterS)} / ${boardFileMessages.zh.busy(retryAfterS)}`,
    )
    response.headers.set('retry-after', String(retryAfterS))
    return response
  }
  const parts = fileOf(db, list, search, now, { format, lang: lang as Locale | undefined, isBare: end === 'no' })
  return new Response(streamOf(give<string | Uint8Array>(parts)), {
    headers: {
      'content-type': mediaTypes[format],
      'content-disposition': `attachment; filename="${list.name}-${cityDate(now)}.${format}"`,
      'access-control-allow-origin': '*',
      'cache-control': 'no-cache',
    },
  })
}
