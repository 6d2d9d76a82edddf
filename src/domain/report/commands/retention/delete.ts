import { and, asc, inArray, isNull, sql } from 'drizzle-orm'
import type { Disk } from 'flydrive'
import type { Db } from '#db/client.ts'
import { reportDeletions, reportFiles, reports } from '#db/schema/report.ts'
import { rewards } from '#db/schema/reward.ts'
import { familyOf, keptColumns, readKept } from '#domain/report/commands/retention/kept.ts'
import { keptUntil } from '#domain/report/rules/retention.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { removeFile } from '#platform/storage/files.ts'

/**
 * 举报到期删除: the work of each night. A report whose term is over goes with all that were joined to it: rows, keys, messages, history,
 * identity, files, the reasons of its reward. How many there were, by month and kind, and rewards without their report, are all that stays. One whose reward is
 * not settled waits for it. @returns how many
 */
export async function deleteReports(db: Db, now: Date, disk?: Disk): Promise<number> {
  const today = cityDate(now)
  const ended = await db
    .select({ id: reports.id, ...keptColumns })
    .from(reports)
    .where(and(inArray(reports.state, ['concluded', 'refused', 'referred']), isNull(reports.recheckDueOn)))
    .orderBy(asc(reports.id))
  let deleted = 0
  for (const report of ended) {
    const until = keptUntil(report)
    if (until === null || until >= today) continue
    const gone = await deleteOne(db, report.id, today, now)
    // After the rows: a row never names what is not there. What a fault leaves behind is found by the clean-up of the store.
    for (const file of gone.files) await removeFile(file, disk)
    deleted += gone.count
  }
  return deleted
}

const deleteOne = (db: Db, id: number, today: string, now: Date): Promise<{ count: number; files: string[] }> =>
  db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const report = await readKept(tx, id)
    const until = report && keptUntil(report)
    const ids = until && until < today ? await familyOf(tx, id) : []
    const unsettled = and(inArray(rewards.reportId, ids), inArray(rewards.state, ['proposed', 'granted', 'claimed']))
    if (ids.length === 0 || (await tx.$count(rewards, unsettled)) > 0) return { count: 0, files: [] }
    const files = await tx
      .select({ original: reportFiles.originalFile, clean: reportFiles.cleanFile })
      .from(reportFiles)
      .where(inArray(reportFiles.reportId, ids))
    const gone = await tx
      .delete(reports)
      .where(inArray(reports.id, ids))
      .returning({
        id: reports.id,
        kind: reports.kind,
        month: sql<string>`date_trunc('month', ${reports.receivedAt} at time zone 'Asia/Shanghai')::date::text`,
        outcomeNo: reports.outcomeNo,
      })
    for (const { id: goneId, kind, month, outcomeNo } of gone) {
      await tx
        .insert(reportDeletions)
        .values({ month, kind, count: 1 })
        .onConflictDoUpdate({
          target: [reportDeletions.month, reportDeletions.kind],
          set: { count: sql`${reportDeletions.count} + 1` },
        })
      await recordEvent(tx, {
        kind: outcomeNo === null ? 'report.deleted' : 'report_outcome.deleted',
        subject: `report:${goneId}`,
        by: 'system',
        at: now,
        after: { month, kind },
      })
    }
    return {
      count: gone.length,
      files: files.flatMap(({ original, clean }) => (clean ? [original, clean] : [original])),
    }
  })
