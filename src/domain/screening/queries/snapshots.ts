import { and, asc, desc, eq, gt, inArray, lt } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { caseSeals } from '#db/schema/aftercare.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { problems } from '#db/schema/rectification.ts'
import { regions } from '#db/schema/region.ts'
import { ledgerSnapshots as snapshots } from '#db/schema/screening.ts'
import { withheldWords } from '#domain/rectification/queries/withheld.ts'
import { readSnapshot, type SnapshotContent, snapshotBytes, withholdCells } from '#domain/screening/rules/snapshot.ts'

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

/** One ledger as it was reported, without what has left the board since, and its bytes. */
export async function getSnapshot(db: Db, id: number) {
  const [found] = await db
    .select({ ...columns, content: snapshots.content })
    .from(snapshots)
    .where(eq(snapshots.id, id))
  if (!found) return undefined
  const { content, ...line } = found
  const reported = readSnapshot(content)
  const keys = await keysWithSeals(db, reported, line.takenAt)
  if (keys.size === 0) return { ...line, bytes: content, rows: reported.rows, withheld: 0 }
  const rows = withholdCells(reported.rows, keys, withheldWords)
  return { ...line, bytes: snapshotBytes({ ...reported, rows }), rows, withheld: keys.size }
}
export type Snapshot = NonNullable<Awaited<ReturnType<typeof getSnapshot>>>

/** The lines before it, for comparison. */
export async function snapshotBefore(
  db: Db,
  { ledger, regionCode, month }: Pick<SnapshotContent, 'ledger' | 'regionCode' | 'month'>,
) {
  const [found] = await db
    .select({ id: snapshots.id, month: snapshots.month, takenAt: snapshots.takenAt, content: snapshots.content })
    .from(snapshots)
    .where(and(eq(snapshots.ledger, ledger), eq(snapshots.regionCode, regionCode), lt(snapshots.month, month)))
    .orderBy(desc(snapshots.month))
    .limit(1)
  if (!found) return undefined
  const reported = readSnapshot(found.content)
  const keys = await keysWithSeals(db, reported, found.takenAt)
  return { id: found.id, month: found.month, rows: withholdCells(reported.rows, keys, withheldWords) }
}

/** The lines of firms of which a record was sealed after the ledger was taken. */
async function keysWithSeals(db: Db, { ledger, rows }: SnapshotContent, takenAt: Date): Promise<Set<string>> {
  const firms = await db
    .selectDistinct({ id: enterprises.id, creditCode: enterprises.creditCode })
    .from(caseSeals)
    .innerJoin(enterprises, eq(enterprises.id, caseSeals.enterpriseId))
    .where(gt(caseSeals.sealedAt, takenAt))
  if (firms.length === 0) return new Set()
  if (ledger === 'screening') {
    const codes = firms.map(({ creditCode }) => creditCode)
    return new Set(rows.map(({ key }) => key).filter((key) => codes.some((code) => key.startsWith(`${code}-`))))
  }
  const ids = firms.map(({ id }) => id)
  const lines = await db.select({ no: problems.no }).from(problems).where(inArray(problems.enterpriseId, ids))
  const numbers = new Set(lines.map(({ no }) => no))
  return new Set(rows.map(({ key }) => key).filter((key) => numbers.has(key)))
}
