import { and } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { BoardSort, ViolationApiSearch } from '#domain/violation/input/board.ts'
import { type BoardRow, rowsOf } from '#domain/violation/queries/list.ts'
import { after, type BoardScope, scopeOf } from '#domain/violation/queries/scope.ts'

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
  const scope = await scopeOf(db, search, sort)
  const [decidedOn = '', id] = cursor?.split('.') ?? []
  const where = and(scope.where, cursor ? after(sort, { decidedOn, id: Number(id) }) : undefined)
  const rows = await rowsOf(db, where, { sort, offset: 0, limit: limit + 1 })
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { rows: rows.slice(0, limit), total: scope.total, cursor: last ? `${last.decidedOn}.${last.id}` : null }
}

/** Rows that are read at once: some hundred kilobytes, whatever is asked for. */
const batch = 500

/**
 * Every case of a state of the board in its order, read piece by piece as the reader takes them: as many as there are, never
 * more than a batch in memory and no transaction held open.
 */
export async function* eachCase(db: Db, scope: BoardScope, sort: BoardSort): AsyncGenerator<BoardRow[]> {
  let last: BoardRow | undefined
  do {
    const where = and(scope.where, last ? after(sort, last) : undefined)
    const rows = await rowsOf(db, where, { sort, offset: 0, limit: batch })
    if (rows.length > 0) yield rows
    last = rows.length === batch ? rows.at(-1) : undefined
  } while (last)
}
