import { and, gt, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import type { BoardFilter } from '#domain/violation/input/board.ts'
import { filterConditions } from '#domain/violation/queries/conditions.ts'
import { holdsWords } from '#domain/violation/queries/text.ts'

/** More than these are "many": nobody reads the number any more. */
export const mostNew = 1000

/** How many cases of a state were published after a moment; `mostNew` for that many or more. Read by violation_cases_by_publication. */
export async function countNewCases(db: Db, filter: BoardFilter, since: Date): Promise<number> {
  const found = db
    .select({ one: sql`1`.as('one') })
    .from(cases)
    .where(and(gt(cases.publishedAt, since), ...filterConditions(filter), ...holdsWords(filter.q ?? '')))
    .limit(mostNew)
    .as('found')
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(found)
  return row?.count ?? 0
}
