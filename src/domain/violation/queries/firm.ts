import { and, desc, eq, gte, inArray, ne, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { rowsOf } from '#domain/violation/queries/list.ts'
import { removedStates } from '#domain/violation/rules/aftercare/removal.ts'

/** The published cases of one enterprise, newest first, with their number. `except` leaves one out of rows and count. */
export async function casesOfEnterprise(
  db: Db,
  enterpriseId: number,
  options: { limit?: number; except?: number } = {},
) {
  const { limit = 50, except } = options
  const where = and(
    eq(cases.enterpriseId, enterpriseId),
    eq(cases.state, 'published'),
    except === undefined ? undefined : ne(cases.id, except),
  )
  const [rows, total] = await Promise.all([
    rowsOf(db, where, { sort: '-decided', offset: 0, limit }),
    db.$count(cases, where),
  ])
  return { rows, total }
}

/** What was taken off the board since a day: a number and a day, nothing else. Feeds must carry it to those who copied. */
export const listRemovals = (db: Db, since: string) =>
  db
    .select({ id: cases.id, removedOn: sql<string>`${cases.removedOn}` })
    .from(cases)
    .where(and(inArray(cases.state, [...removedStates]), gte(cases.removedOn, since)))
    .orderBy(desc(cases.removedOn), desc(cases.id))
    .limit(200)
