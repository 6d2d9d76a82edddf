import { and, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import type { BoardFilter, BoardSort } from '#domain/violation/input/board.ts'
import { filterConditions, isOneOf } from '#domain/violation/queries/conditions.ts'
import { countBoard, listCaseIds } from '#domain/violation/queries/counts.ts'
import { fewCases } from '#domain/violation/queries/list.ts'
import { findByText, holdsWords } from '#domain/violation/queries/text.ts'

/** The cases of a state of the board as a condition that is quick to read on in the order asked for. */
export interface BoardScope {
  /** Null where the words typed fit more cases than are counted. */
  total: number | null
  where: SQL | undefined
}

export async function scopeOf(db: Db, filter: BoardFilter, sort: BoardSort): Promise<BoardScope> {
  const text = await findByText(db, filter, sort)
  const total = text?.covers === 'first' ? null : (await countBoard(db, filter, text?.ids)).total
  const isFew = total !== null && (text !== undefined || total <= fewCases)
  const where = isFew
    ? isOneOf(await listCaseIds(db, filter, text?.ids))
    : and(...filterConditions(filter), ...holdsWords(filter.q ?? ''))
  return { total, where }
}

export interface Place {
  decidedOn: string
  fineFen?: number
  id: number
}

/** What comes after a case in the order. */
export const after = (sort: BoardSort, last: Place): SQL => beside(sort, last, sort === 'decided' ? '>' : '<')

/** A case and what comes before it in the order. */
export const upTo = (sort: BoardSort, last: Place): SQL => beside(sort, last, sort === 'decided' ? '<=' : '>=')

const beside = (sort: BoardSort, { decidedOn, fineFen, id }: Place, sign: '<' | '<=' | '>' | '>='): SQL =>
  sort === '-fine'
    ? sql`(${cases.fineFen}, ${cases.id}) ${sql.raw(sign)} (${fineFen}::bigint, ${id}::int)`
    : sql`(${cases.decidedOn}, ${cases.id}) ${sql.raw(sign)} (${decidedOn}::date, ${id}::int)`
