import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reportMessages, reports } from '#db/schema/report.ts'
import { demandContentKey } from '#domain/report/queries/keys.ts'
import { noSuchReport } from '#domain/report/refuse.ts'
import { toTheHour } from '#domain/report/rules/clock.ts'
import { purposeOf } from '#domain/report/rules/content.ts'
import type { FollowedReport } from '#domain/report/rules/followed.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import { type Viewer, visitor } from '#platform/permissions/viewer.ts'
import { refusal } from '#platform/refuse.ts'
import { sealText } from '#platform/seal/seal.ts'

type Side = (typeof reportMessages.$inferInsert)['side']

/**
 * The reporter writes to the handler. `andThen` writes in the same transaction what comes with it.
 * @returns the number of the message
 * @throws DomainError rule_broken at `words` for too many that wait; conflict when the report's content was destroyed
 */
export const sendFromReporter = (
  db: Db,
  report: FollowedReport,
  words: string,
  now: Date,
  andThen: (tx: Db, messageId: number) => Promise<void> = async () => {},
): Promise<number> =>
  db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const id = await write(tx, report, { side: 'reporter', words, at: toTheHour(now), byUserId: null })
    await andThen(tx, id)
    // Whoever is signed in in this browser as well: it is the reporter, of whom nothing is kept.
    await recordEvent(tx, {
      kind: 'report.messaged',
      subject: `report:${report}`,
      by: visitor,
      at: toTheHour(now),
      after: { side: 'reporter' },
    })
    return id
  })

/**
 * The office writes to the reporter.
 * @throws DomainError not_allowed; not_found; else as sendFromReporter
 */
export const sendFromOffice = (
  db: Db,
  viewer: Viewer,
  { id, words }: { id: number; words: string },
  now: Date,
): Promise<void> =>
  db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const account = await demandHandler(tx, viewer, id)
    await write(tx, id, { side: 'office', words, at: now, byUserId: account.userId })
    await recordEvent(tx, {
      kind: 'report.messaged',
      subject: `report:${id}`,
      by: viewer,
      at: now,
      after: { side: 'office' },
    })
  })

/** The reporter has seen what the office wrote: kept to the hour, and in no event. */
export const markReadByReporter = (db: Db, report: FollowedReport, now: Date): Promise<void> =>
  markRead(db, report, 'office', now)

/** The office has seen what the reporter wrote. @throws DomainError not_allowed; not_found */
export async function markReadByOffice(db: Db, viewer: Viewer, id: number, now: Date): Promise<void> {
  await demandHandler(db, viewer, id)
  await markRead(db, id, 'reporter', now)
}

async function demandHandler(db: Db, viewer: Viewer, id: number) {
  const [report] = await db.select({ regionCode: reports.regionCode }).from(reports).where(eq(reports.id, id))
  const account = demandAccount(viewer, 'report.handle', { regionCode: report?.regionCode ?? null })
  if (!report) throw noSuchReport()
  return account
}

const waiting = (report: number, side: Side) =>
  and(eq(reportMessages.reportId, report), eq(reportMessages.side, side), isNull(reportMessages.readAt))

async function markRead(db: Db, report: number, side: Side, now: Date) {
  await db
    .update(reportMessages)
    .set({ readAt: toTheHour(now) })
    .where(waiting(report, side))
}

/** One message, sealed with the report's key. The report is held meanwhile, so that many at once do not pass the limit. */
async function write(
  tx: Db,
  report: number,
  { words, ...message }: { side: Side; words: string; at: Date; byUserId: string | null },
): Promise<number> {
  await tx.select({ id: reports.id }).from(reports).where(eq(reports.id, report)).for('update')
  const sealed = await demandContentKey(tx, report)
  const { messagesWaiting } = reportLimits
  if ((await tx.$count(reportMessages, waiting(report, message.side))) >= messagesWaiting)
    throw refusal(
      'words',
      `已有 ${messagesWaiting} 条消息对方还没有看，请等看过后再写`,
      `${messagesWaiting} messages wait to be read already: write again when they were`,
    )
  const [written] = await tx
    .insert(reportMessages)
    .values({
      ...message,
      reportId: report,
      content: sealText(sealed.key, purposeOf(sealed.handle, 'message'), words),
    })
    .returning({ id: reportMessages.id })
  return (written as { id: number }).id
}
