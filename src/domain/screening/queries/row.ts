import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { screeningRows as rows } from '#db/schema/screening.ts'

/** One line with both its texts. */
export async function getScreeningRow(db: Db, id: number) {
  const [row] = await db
    .select({
      id: rows.id,
      enterpriseId: rows.enterpriseId,
      batch: rows.batch,
      creditCode: rows.creditCode,
      enterpriseName: rows.enterpriseName,
      regionCode: rows.regionCode,
      sectorCode: rows.sectorCode,
      controlLevel: rows.controlLevel,
      derived: rows.derived,
      entered: rows.entered,
      openProblems: rows.openProblems,
      missing: rows.missing,
      screenedOn: rows.screenedOn,
      screenedByName: users.name,
      version: rows.version,
      changedAt: rows.changedAt,
      derivedAt: rows.derivedAt,
    })
    .from(rows)
    .leftJoin(users, eq(users.id, rows.screenedBy))
    .where(eq(rows.id, id))
  return row
}
export type ScreeningRow = NonNullable<Awaited<ReturnType<typeof getScreeningRow>>>
