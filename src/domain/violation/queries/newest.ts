import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import type { BoardFilter } from '#domain/violation/input/board.ts'
import { isOneOf } from '#domain/violation/queries/conditions.ts'
import { type BoardRow, rowsOf } from '#domain/violation/queries/list.ts'
import { scopeOf } from '#domain/violation/queries/scope.ts'

/**
 * The newest cases of a state of the board: their numbers and when each was last changed, without their texts. Newest is what was
 * published last, however old its decision: a reader of the feed misses none. Read by violation_cases_by_publication.
 */
export async function listNewest(db: Db, filter: BoardFilter, limit: number) {
  const { where } = await scopeOf(db, filter, '-decided')
  return db
    .select({ id: cases.id, updatedAt: cases.updatedAt })
    .from(cases)
    .where(and(eq(cases.state, 'published'), where))
    .orderBy(desc(cases.publishedAt), desc(cases.id))
    .limit(limit)
}

const batch = 50

/** These cases in full and in their order, some at a time; one that was taken off the board meanwhile is no longer among them. */
export async function* eachOf(db: Db, ids: readonly number[]): AsyncGenerator<BoardRow> {
  for (let from = 0; from < ids.length; from += batch) {
    const some = ids.slice(from, from + batch)
    const rows = await rowsOf(db, isOneOf(some), { sort: '-decided', offset: 0, limit: batch })
    yield* rows.sort((a, b) => some.indexOf(a.id) - some.indexOf(b.id))
  }
}
