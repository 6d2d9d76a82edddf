import { createHash } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { screeningRows, ledgerSnapshots as snapshots } from '#db/schema/screening.ts'
import { batches } from '#db/schema/sector.ts'
import { deriveRows } from '#domain/screening/commands/derive.ts'
import { eachScreeningLine } from '#domain/screening/queries/annex-rows.ts'
import { conflict } from '#domain/screening/refuse.ts'
import { annexOneCells } from '#domain/screening/rules/annex-one.ts'
import { monthBefore, type SnapshotContent, type SnapshotRow, snapshotBytes } from '#domain/screening/rules/snapshot.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

type Ledger = SnapshotContent['ledger']

/**
 * Keeps both ledgers of a county as they stand now, as its report for a month (四（一）3): they are never changed again. A month
 * that was reported stays as it was and is given back. `system` reports for a county that let the day pass.
 * @throws DomainError conflict for a month that is not over
 */
export async function takeSnapshots(
  db: Db,
  regionCode: string,
  month: string,
  by: Viewer | 'system',
  now: Date,
): Promise<Record<Ledger, number>> {
  if (by !== 'system') demand(by, 'screening.report', { regionCode })
  if (month > monthBefore(cityDate(now)))
    throw conflict(`${month} 还没有结束，不能上报`, `${month} is not over: it cannot be reported yet`)
  return db.transaction(async (tx) => {
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
    const head = { regionCode, month, takenAt: now.toISOString() }
    return {
      screening: await keep(
        tx,
        { ...head, ledger: 'screening', rows: await screeningLines(tx, regionCode, now) },
        by,
        now,
      ),
      rectification: await keep(tx, { ...head, ledger: 'rectification', rows: [] }, by, now),
    }
  })
}

async function keep(tx: Db, content: SnapshotContent, by: Viewer | 'system', now: Date): Promise<number> {
  const { ledger, regionCode, month } = content
  const bytes = snapshotBytes(content)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const [row] = await tx
    .insert(snapshots)
    .values({
      ledger,
      regionCode,
      month,
      takenAt: now,
      takenBy: by === 'system' || by.role === 'visitor' ? null : by.userId,
      rowCount: content.rows.length,
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
    after: { ledger, regionCode, month, rows: content.rows.length, sha256 },
  })
  return id
}

/** The lines of batches whose screening has begun. */
async function screeningLines(tx: Db, regionCode: string, now: Date): Promise<SnapshotRow[]> {
  const begun = tx
    .select({ batch: batches.batch })
    .from(batches)
    .where(
      sql`${batches.screeningFrom} + make_interval(years => coalesce((select max(years_later) from plan_calendar), 0)) <= ${cityDate(now)}::date`,
    )
  const where = and(eq(screeningRows.regionCode, regionCode), inArray(screeningRows.batch, begun))
  const lines: SnapshotRow[] = []
  for await (const some of eachScreeningLine(tx, where))
    for (const line of some) lines.push({ key: line.key, cells: annexOneCells(line, lines.length + 1) })
  return lines
}
