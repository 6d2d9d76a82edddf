import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { gridCells as cells, gridDuties as duties, enterpriseCells as members } from '#db/schema/grid.ts'
import { dutyColumns, onDay } from '#domain/grid/queries/columns.ts'

export type Responsible = Awaited<ReturnType<typeof responsibleFor>>[number]

/**
 * Who is responsible for a source on a day: its town or park, its river reach, and the county above them; the nearest first. A source
 * that has no town yet has its county's head alone.
 */
export async function responsibleFor(db: Db, enterpriseId: number, day: string) {
  const own = db
    .select({ id: members.cellId })
    .from(members)
    .where(and(eq(members.enterpriseId, enterpriseId), onDay(day, members)))
  const county = db
    .select({ id: cells.id })
    .from(enterprises)
    .innerJoin(cells, and(eq(cells.regionCode, enterprises.regionCode), eq(cells.level, 'county')))
    .where(eq(enterprises.id, enterpriseId))
  return responsibleIn(db, sql`(${own} union ${county})`, day)
}

/** The same in given cells. */
export const responsibleInCells = async (db: Db, cellIds: readonly number[], day: string): Promise<Responsible[]> =>
  cellIds.length === 0 ? [] : responsibleIn(db, [...cellIds], day)

const responsibleIn = (db: Db, which: number[] | ReturnType<typeof sql>, day: string) =>
  db
    .select(dutyColumns)
    .from(cells)
    .innerJoin(duties, eq(duties.cellId, cells.id))
    .where(
      and(
        or(Array.isArray(which) ? inArray(cells.id, which) : sql`${cells.id} in ${which}`),
        onDay(day, cells),
        onDay(day, duties),
      ),
    )
    .orderBy(sql`${cells.level} = 'county'`, asc(cells.level), asc(duties.role), asc(duties.id))
