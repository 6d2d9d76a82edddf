import { and, asc, desc, eq, lt } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { regions } from '#db/schema/region.ts'
import { ledgerSnapshots as snapshots } from '#db/schema/screening.ts'
import { readSnapshot, type SnapshotContent } from '#domain/screening/rules/snapshot.ts'

const columns = {
  id: snapshots.id,
  ledger: snapshots.ledger,
  regionCode: snapshots.regionCode,
  month: snapshots.month,
  takenAt: snapshots.takenAt,
  /** The county let the day pass and the portal kept the ledger. */
  isUnreported: snapshots.isUnreported,
  rowCount: snapshots.rowCount,
  sha256: snapshots.sha256,
}
export type SnapshotLine = Awaited<ReturnType<typeof listSnapshots>>[number]

/** The ledgers that were reported, newest month first, within it by county. Two years are enough for a page. */
export const listSnapshots = (db: Db) =>
  db
    .select(columns)
    .from(snapshots)
    .innerJoin(regions, eq(regions.code, snapshots.regionCode))
    .orderBy(desc(snapshots.month), asc(regions.position), asc(snapshots.regionCode), asc(snapshots.ledger))
    .limit(24 * 8 * 2)

/** The months that a county has reported, newest first. */
export async function reportedMonths(db: Db, regionCode: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ month: snapshots.month })
    .from(snapshots)
    .where(eq(snapshots.regionCode, regionCode))
    .orderBy(desc(snapshots.month))
  return rows.map(({ month }) => month)
}

/** One ledger as it was reported, its bytes, and the lines of the one before it for comparison. */
export async function getSnapshot(db: Db, id: number) {
  const [found] = await db
    .select({ ...columns, content: snapshots.content })
    .from(snapshots)
    .where(eq(snapshots.id, id))
  if (!found) return undefined
  const { content, ...line } = found
  return { ...line, bytes: content, rows: readSnapshot(content).rows }
}
export type Snapshot = NonNullable<Awaited<ReturnType<typeof getSnapshot>>>

export async function snapshotBefore(
  db: Db,
  { ledger, regionCode, month }: Pick<SnapshotContent, 'ledger' | 'regionCode' | 'month'>,
) {
  const [found] = await db
    .select({ id: snapshots.id, month: snapshots.month, content: snapshots.content })
    .from(snapshots)
    .where(and(eq(snapshots.ledger, ledger), eq(snapshots.regionCode, regionCode), lt(snapshots.month, month)))
    .orderBy(desc(snapshots.month))
    .limit(1)
  return found && { id: found.id, month: found.month, rows: readSnapshot(found.content).rows }
}
