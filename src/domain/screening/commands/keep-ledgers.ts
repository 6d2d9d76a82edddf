import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { problems } from '#db/schema/rectification.ts'
import { screeningRows, ledgerSnapshots as snapshots } from '#db/schema/screening.ts'
import { deriveRows } from '#domain/screening/commands/derive.ts'
import { eachScreeningLine } from '#domain/screening/queries/annex-rows.ts'
import { begunBatches } from '#domain/screening/queries/begun.ts'
import { eachProblemLine } from '#domain/screening/queries/problem-rows.ts'
import { annexOneCells } from '#domain/screening/rules/annex-one.ts'
import { annexThreeCells } from '#domain/screening/rules/annex-three.ts'
import { type SnapshotContent, type SnapshotRow, snapshotBytes } from '#domain/screening/rules/snapshot.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

export type KeptLedgers = Record<SnapshotContent['ledger'], number>

interface Report {
  regionCode: string
  month: string
  /** The county let the day pass. */
  isUnreported: boolean
}

/** Both ledgers of a county as they stand, in the caller's transaction; those that are there already where the month was reported. */
export async function keepLedgers(tx: Db, report: Report, by: Viewer | 'system', now: Date): Promise<KeptLedgers> {
  const { regionCode, month } = report
  // One report of a county at a time: two at once would both find none.
  await tx.execute(sql`select pg_advisory_xact_lock(430900, hashtext(${`ledgers ${regionCode} ${month}`}))`)
  const there = await tx
    .select({ id: snapshots.id, ledger: snapshots.ledger })
    .from(snapshots)
    .where(and(eq(snapshots.regionCode, regionCode), eq(snapshots.month, month)))
  const known = new Map(there.map(({ ledger, id }) => [ledger, id]))
  const [screening, rectification] = [known.get('screening'), known.get('rectification')]
  if (screening !== undefined && rectification !== undefined) return { screening, rectification }
  await deriveRows(tx, { regionCode }, now)
  const lines = {
    screening: await screeningLines(tx, regionCode, now),
    rectification: await problemLines(tx, regionCode),
  }
  return {
    screening: await keep(tx, 'screening', lines.screening, report, by, now),
    rectification: await keep(tx, 'rectification', lines.rectification, report, by, now),
  }
}

async function keep(
  tx: Db,
  ledger: keyof KeptLedgers,
  rows: SnapshotRow[],
  { regionCode, month, isUnreported }: Report,
  by: Viewer | 'system',
  now: Date,
): Promise<number> {
  const bytes = snapshotBytes({ ledger, regionCode, month, takenAt: now.toISOString(), rows })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const [row] = await tx
    .insert(snapshots)
    .values({
      ledger,
      regionCode,
      month,
      takenAt: now,
      takenBy: by === 'system' || by.role === 'visitor' ? null : by.userId,
      isUnreported,
      rowCount: rows.length,
      content: bytes,
      sha256,
    })
    .returning({ id: snapshots.id })
  const id = row?.id as number
  await recordEvent(tx, {
    kind: 'ledger.reported',
    subject: `ledger:${id}`,
    by,
    at: now,
    after: { ledger, regionCode, month, rows: rows.length, sha256 },
  })
  return id
}

/** The lines of batches whose screening has begun. */
async function screeningLines(tx: Db, regionCode: string, now: Date): Promise<SnapshotRow[]> {
  const where = and(eq(screeningRows.regionCode, regionCode), begunBatches(tx, cityDate(now)))
  const lines: SnapshotRow[] = []
  for await (const some of eachScreeningLine(tx, where))
    for (const line of some) lines.push({ key: line.key, cells: annexOneCells(line, lines.length + 1) })
  return lines
}

/** Every problem of the county, closed ones too: what was found stays in the ledger. */
async function problemLines(tx: Db, regionCode: string): Promise<SnapshotRow[]> {
  const lines: SnapshotRow[] = []
  for await (const some of eachProblemLine(tx, eq(problems.regionCode, regionCode)))
    for (const line of some)
      lines.push({ key: line.no, cells: { no: line.no, ...annexThreeCells(line, lines.length + 1) } })
  return lines
}
