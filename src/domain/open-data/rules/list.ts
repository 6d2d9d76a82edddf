import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import type { Column, Words } from '#domain/open-data/rules/column.ts'
import type { FieldProblem } from '#platform/errors.ts'
import type { CsvLines } from '#platform/sheet/csv-sql.ts'

/** A page of rows as they were read, with the place where the next one begins in the list's own words. */
export interface ListPage {
  rows: object[]
  /** How many fit the filter; null where they are not counted. */
  total: number | null
  cursor: string | null
}

/** What the reader asked for is not there: said with 404 or 400. */
export class NoSuchRows extends Error {
  readonly problem: FieldProblem | undefined
  constructor(message: string, problem?: FieldProblem) {
    super(message)
    this.problem = problem
  }
}

/** One public list: everything that is said of it anywhere comes from here. */
export interface OpenList<S extends z.ZodObject = z.ZodObject> {
  /** As in `/api/v1/violations`. */
  name: string
  title: Words
  about: Words
  /** Who says so. */
  source: Words
  /** How soon a change of the source is seen here. */
  refresh: Words
  /** The page that shows and counts the same rows for people; null where there is none. */
  page: string | null
  /** How long its pages are kept, and by which tags (platform/cache/tags.ts) they go earlier; null where each is made anew. */
  kept: { maxAge: number; swr?: number; tags: string[] } | null
  /** Short enough to be read whole at any time. */
  isShort: boolean
  /** Filters, sort, `limit` and `cursor` (the list's own). */
  search: S
  columns: readonly Column[]
  /** The columns that together name a row for good. */
  key: readonly string[]
  places?: { longitude: string; latitude: string }
  /** Whole tables are kept by day. False where a list is only given in parts. */
  isDumped: boolean
  /** Events after which a table that was made before may show what the law hides by now: it is dropped at once. */
  hiddenBy: readonly string[]
  /** Well-formed values that name nothing. */
  problemsOf?(db: Db, search: z.infer<S>): Promise<FieldProblem[]>
  /**
   * One page in the list's order. `limit` may be larger than the API allows: files are read in larger steps.
   * @throws NoSuchRows
   */
  read(db: Db, search: z.infer<S>, now: Date, isCounted: boolean): Promise<ListPage>
  /** A cursor of this list may still name no place in it. */
  isPlace?(search: z.infer<S>): boolean
  /** The same lines of CSV made by the database: where rows are so many that making them here would be what costs most. */
  csv?(db: Db, search: z.infer<S>): AsyncGenerator<CsvLines>
}

/** Keeps the type of the search, then forgets it: the registry holds lists of all kinds. */
export const openList = <S extends z.ZodObject>(list: OpenList<S>): OpenList => list as unknown as OpenList

/** A list that is short enough to be read whole. */
export function shortList<S extends z.ZodObject>(
  list: Omit<OpenList<S>, 'read' | 'isShort'> & {
    rows(db: Db, search: z.infer<S>, now: Date): Promise<object[]>
    codeOf(row: never): string
  },
): OpenList {
  const { rows: rowsOf, codeOf, ...rest } = list
  return openList<S>({
    ...(rest as unknown as Omit<OpenList<S>, 'read' | 'isShort'>),
    isShort: true,
    async read(db, search, now) {
      const { limit, cursor } = search as { limit: number; cursor?: string }
      const rows = await rowsOf(db, search, now)
      const at = cursor === undefined ? -1 : rows.findIndex((row) => codeOf(row as never) === cursor)
      if (cursor !== undefined && at < 0)
        throw new NoSuchRows('The cursor names a row that is no longer there', {
          field: 'cursor',
          message: 'The row it names has left the list; please begin anew.',
        })
      const page = rows.slice(at + 1, at + 1 + limit)
      const last = page.at(-1)
      return {
        rows: page,
        total: rows.length,
        cursor: last && at + 1 + limit < rows.length ? codeOf(last as never) : null,
      }
    },
  })
}
