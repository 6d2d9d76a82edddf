import { z } from 'zod'
import type { Db } from '#db/client.ts'
import { openCursor, sealCursor } from '#domain/open-data/rules/cursor.ts'
import type { ListPage, OpenList } from '#domain/open-data/rules/list.ts'
import { parseApiSearch } from '#platform/http/search-params.ts'
import { searchProblemMessages } from '#src/i18n/messages/search-problems.ts'

/** One search of any list: what its schema gave. */
export type Search = Record<string, unknown>

/**
 * One page for programs. Its cursor says of which list and order it is.
 * @throws ZodError that names each wrong parameter; NoSuchRows
 */
export async function readPage(db: Db, list: OpenList, params: URLSearchParams, now: Date): Promise<ListPage> {
  const given = new URLSearchParams(params)
  const cursor = given.get('cursor') || undefined
  const sort = given.get('sort') || undefined
  const place = cursor === undefined ? undefined : openCursor(list.name, sort, cursor)
  if (place !== undefined) given.set('cursor', place)
  // The list's own form of a cursor is not told to readers: they get it sealed.
  else given.delete('cursor')
  const strayed = cursor !== undefined && place === undefined
  const search = parsed(list.search, given, strayed)
  if (place !== undefined && list.isPlace?.(search) === false) parsed(list.search, given, true)
  await refuseUnknown(db, list, search)
  const page = await list.read(db, search, now, true)
  return { ...page, cursor: page.cursor === null ? null : sealCursor(list.name, sort, page.cursor) }
}

/** The filters of a file or of the command line. */
export async function readSearch(
  db: Db,
  list: OpenList,
  schema: z.ZodObject,
  params: URLSearchParams,
): Promise<Search> {
  const search = parseApiSearch(schema, params)
  await refuseUnknown(db, list, search)
  return search
}

/** A step of a long reading: some hundred kilobytes, whatever is asked for. */
const step = 1000

/** Every row that fits, piece by piece as the reader takes them: no transaction stays open, no more than a step is in memory. */
export async function* eachRow(db: Db, list: OpenList, search: Search, now: Date): AsyncGenerator<object[]> {
  let cursor: unknown
  do {
    const page = await list.read(db, { ...search, limit: step, cursor }, now, false)
    if (page.rows.length > 0) yield page.rows
    cursor = page.cursor === null ? undefined : list.search.shape.cursor?.parse(page.cursor)
  } while (cursor !== undefined)
}

function parsed(schema: z.ZodObject, given: URLSearchParams, strayed: boolean): Search {
  if (!strayed) return parseApiSearch(schema, given)
  const issues: z.core.$ZodIssue[] = []
  try {
    parseApiSearch(schema, given)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    issues.push(...error.issues)
  }
  const message = searchProblemMessages.en.notCursor
  throw new z.ZodError([...issues, { code: 'custom', path: ['cursor'], message, input: undefined }])
}

async function refuseUnknown(db: Db, list: OpenList, search: Search): Promise<void> {
  const problems = (await list.problemsOf?.(db, search)) ?? []
  if (problems.length === 0) return
  throw new z.ZodError(
    problems.map(({ field, message }) => ({ code: 'custom', path: [field], message, input: undefined })),
  )
}
