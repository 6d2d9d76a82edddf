import { and, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import type { ViolationApiSearch } from '#domain/violation/input/board.ts'
import { filterConditions, isOneOf } from '#domain/violation/queries/conditions.ts'
import { countBoard, listCaseIds } from '#domain/violation/queries/counts.ts'
import { type BoardRow, fewCases, rowsOf } from '#domain/violation/queries/list.ts'
import { findByText, holdsWords } from '#domain/violation/queries/text.ts'

export interface CasePage {
  rows: BoardRow[]
  /** Null where the words typed fit more cases than are counted. */
  total: number | null
  /** Where the next page begins; null after the last case. */
  cursor: string | null
}

/** The board for programs: read on from a place in the order, so that a case published meanwhile shifts nothing. */
export async function readOnCases(db: Db, search: ViolationApiSearch): Promise<CasePage> {
  const { sort, limit, cursor } = search
  const text = await findByText(db, search, sort)
  const total = text?.covers === 'first' ? null : (await countBoard(db, search, text?.ids)).total
  const isFew = total !== null && (text !== undefined || total <= fewCases)
  const scope = isFew
    ? isOneOf(await listCaseIds(db, search, text?.ids))
    : and(...filterConditions(search), ...holdsWords(search.q ?? ''))
  const rows = await rowsOf(db, and(scope, cursor ? after(sort, cursor) : undefined), {
    sort,
    offset: 0,
    limit: limit + 1,
  })
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { rows: rows.slice(0, limit), total, cursor: last ? `${last.decidedOn}.${last.id}` : null }
}

function after(sort: ViolationApiSearch['sort'], cursor: string): SQL {
  const [day, id] = cursor.split('.')
  const place = sql`(${cases.decidedOn}, ${cases.id})`
  return sort === '-decided' ? sql`${place} < (${day}::date, ${id}::int)` : sql`${place} > (${day}::date, ${id}::int)`
}
