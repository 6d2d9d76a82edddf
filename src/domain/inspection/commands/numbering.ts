import { desc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { draws, inspections } from '#db/schema/inspection.ts'

const numbering = { inspections: 4309002031, draws: 4309002032 }

/** The next number of a year; whoever else asks waits until the transaction ends. */
export async function nextSeq(tx: Db, of: keyof typeof numbering, year: number): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(${numbering[of]})`)
  const table = of === 'draws' ? draws : inspections
  const [last] = await tx
    .select({ seq: table.seq })
    .from(table)
    .where(eq(table.year, year))
    .orderBy(desc(table.seq))
    .limit(1)
  return (last?.seq ?? 0) + 1
}
