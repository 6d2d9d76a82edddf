import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Disk } from 'flydrive'
import type { Db } from '#db/client.ts'
import { reportFileKeys, reportFiles, reportKeys, reports } from '#db/schema/report.ts'
import { identities } from '#db/schema/report-identity.ts'
import { familyOf, keptColumns, readKept } from '#domain/report/commands/retention/kept.ts'
import { originalsUntil } from '#domain/report/rules/retention.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { removeFile } from '#platform/storage/files.ts'

/**
 * 原件到期销毁: the work of each night. When the term of a report's originals is over its identity key and its files' are destroyed, with those of all
 * that were joined to it, and with them whatever was sealed with them, in every copy that there is of the store and of the tables: originals,
 * name, telephone. What lies here is removed as well. The words and the clean copies stay until the report's own term. @returns of how many reports
 */
export async function destroyOriginals(db: Db, now: Date, disk?: Disk): Promise<number> {
  const today = cityDate(now)
  const holding = db
    .select({ id: sql<number>`coalesce(${reports.joinedToId}, ${reports.id})` })
    .from(reports)
    .innerJoin(reportKeys, and(eq(reportKeys.reportId, reports.id), isNotNull(reportKeys.identity)))
  const found = await db
    .select({ id: reports.id, ...keptColumns })
    .from(reports)
    .where(inArray(reports.id, holding))
    .orderBy(asc(reports.id))
  let destroyed = 0
  for (const report of found) {
    const until = originalsUntil(report)
    if (until === null || until >= today) continue
    const { count, files } = await destroyOne(db, report.id, today, now)
    for (const file of files) await removeFile(file, disk)
    destroyed += count
  }
  return destroyed
}

/** Of how many reports, and the names of their originals in the store; of none when it was reopened, or done, meanwhile. */
const destroyOne = (db: Db, id: number, today: string, now: Date): Promise<{ count: number; files: string[] }> =>
  db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const report = await readKept(tx, id)
    const until = report && originalsUntil(report)
    if (!until || until >= today) return { count: 0, files: [] }
    const ended = await tx
      .update(reportKeys)
      .set({ identity: null })
      .where(and(inArray(reportKeys.reportId, await familyOf(tx, id)), isNotNull(reportKeys.identity)))
      .returning({ id: reportKeys.reportId })
    const ids = ended.map((each) => each.id)
    if (ids.length === 0) return { count: 0, files: [] }
    await tx.delete(identities).where(inArray(identities.reportId, ids))
    const ofReports = tx.select({ id: reportFiles.id }).from(reportFiles).where(inArray(reportFiles.reportId, ids))
    await tx.delete(reportFileKeys).where(inArray(reportFileKeys.fileId, ofReports))
    for (const each of ids)
      await recordEvent(tx, { kind: 'report.originals_destroyed', subject: `report:${each}`, by: 'system', at: now })
    const files = await tx
      .select({ file: reportFiles.originalFile })
      .from(reportFiles)
      .where(inArray(reportFiles.reportId, ids))
    return { count: ids.length, files: files.map(({ file }) => file) }
  })
