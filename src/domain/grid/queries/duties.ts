import { and, asc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { gridCells as cells, gridDuties as duties } from '#db/schema/grid.ts'
import type { gridDutyApiSearch } from '#domain/grid/input.ts'
import { dutyColumns } from '#domain/grid/queries/columns.ts'

/** All duties with their periods, for the open data: the county's own cell first, then its towns and reaches. */
export const listDuties = (db: Db, { region, role }: Pick<z.output<typeof gridDutyApiSearch>, 'region' | 'role'>) =>
  db
    .select({ id: duties.id, ...dutyColumns })
    .from(duties)
    .innerJoin(cells, eq(cells.id, duties.cellId))
    .where(and(region === undefined ? undefined : eq(cells.regionCode, region), role && eq(duties.role, role)))
    .orderBy(
      asc(cells.regionCode),
      asc(cells.level),
      asc(cells.code),
      asc(duties.role),
      asc(duties.fromOn),
      asc(duties.id),
    )
