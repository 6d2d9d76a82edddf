import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Disk } from 'flydrive'
import type { Db } from '#db/client.ts'
import { reportFileKeys, reportFiles, reportKeys, reports } from '#db/schema/report.ts'
import { identities } from '#db/schema/report-identity.ts'
import { keptColumns, readKept } from '#domain/report/commands/retention/kept.ts'
import { originalsUntil } from '#domain/report/rules/retention.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { removeFile } from '#platform/storage/files.ts'

/**
 * 原件到期销毁: the work of each night. When the term of a report's originals is over its identity key and its files' are destroyed, and with them whatever
 * was sealed with them, in every copy that there is of the store and of the tables: originals, name, telephone. What lies here is removed
 * as well. The words and the clean copies stay until the report's own term. @returns of how many reports
 */
export async function destroyOriginals(db: Db, now: Date, disk?: Disk): Promise<number> {
  const today = cityDate(now)
  const found = await db
    .select({ id: reports.id, ...keptColumns })
    .from(reports)
    .innerJoin(reportKeys, and(eq(reportKeys.reportId, reports.id), isNotNull(reportKeys.identity)))
    .orderBy(asc(reports.id))
  let destroyed = 0
  for (const report of found) {
    const until = originalsUntil(report)
    if (until === null || until >= today) continue
    const files = await destroyOne(db, report.id, today, now)
    for (const file of files ?? []) await removeFile(file, disk)
    if (files) destroyed++
  }
  return destroyed
}

/** The names of its originals in the store; undefined when it was reopened, or done, meanwhile. */
const destroyOne = (db: Db, id: number, today: string, now: Date): Promise<string[] | undefined> =>
  db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const report = await readKept(tx, id)
    const until = report && originalsUntil(report)
    if (!until || until >= today) return undefined
    const [ended] = await tx
      .update(reportKeys)
      .set({ identity: null })
      .where(and(eq(reportKeys.reportId, id), isNotNull(reportKeys.identity)))
      .returning({ id: reportKeys.reportId })
    if (!ended) return undefined
    await tx.delete(identities).where(eq(identities.reportId, id))
    const ofReport = tx.select({ id: reportFiles.id }).from(reportFiles).where(eq(reportFiles.reportId, id))
    await tx.delete(reportFileKeys).where(inArray(reportFileKeys.fileId, ofReport))
    await recordEvent(tx, { kind: 'report.originals_destroyed', subject: `report:${id}`, by: 'system', at: now })
    const files = await tx
      .select({ file: reportFiles.originalFile })
      .from(reportFiles)
      .where(eq(reportFiles.reportId, id))
    return files.map(({ file }) => file)
  })
