import { desc, eq, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import type { contactSheets, referrals } from '#db/schema/joint.ts'

const locks = { contact_sheets: 4309002071, referrals: 4309002072 }

/** The next number of a year, held until the transaction ends. */
export async function nextNumber(
  tx: Db,
  table: typeof contactSheets | typeof referrals,
  name: keyof typeof locks,
  year: number,
): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(${locks[name]})`)
  const [last] = await tx
    .select({ no: table.no })
    .from(table as PgTable)
    .where(eq(table.year, year))
    .orderBy(desc(table.no))
    .limit(1)
  return (last?.no ?? 0) + 1
}
