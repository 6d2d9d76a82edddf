import { asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { reportMessages, reports } from '#db/schema/report.ts'
import { contentKeyOf, readPart } from '#domain/report/queries/keys.ts'
import type { FollowedReport } from '#domain/report/rules/followed.ts'
import { maskPersonal } from '#domain/report/rules/mask.ts'
import { can } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** What was said, the first words first; to the reporter the office is the office, whoever wrote. */
export const listMessagesForReporter = async (db: Db, report: FollowedReport) =>
  (await listMessages(db, report)).map(({ byName: _, ...message }) => message)

/** The same for the handler, with the reporter's words masked. Undefined for another county's report. */
export async function listMessagesForOffice(db: Db, viewer: Viewer, id: number) {
  const [report] = await db.select({ regionCode: reports.regionCode }).from(reports).where(eq(reports.id, id))
  if (!report || !can(viewer, 'report.handle', { regionCode: report.regionCode })) return undefined
  const messages = await listMessages(db, id)
  return messages.map((message) => ({
    ...message,
    words: message.side === 'reporter' ? maskPersonal(message.words) : message.words,
  }))
}

async function listMessages(db: Db, report: number) {
  const sealed = await contentKeyOf(db, report)
  if (!sealed) return []
  const rows = await db
    .select({
      id: reportMessages.id,
      side: reportMessages.side,
      at: reportMessages.at,
      readAt: reportMessages.readAt,
      byName: users.name,
      content: reportMessages.content,
    })
    .from(reportMessages)
    .leftJoin(users, eq(users.id, reportMessages.byUserId))
    .where(eq(reportMessages.reportId, report))
    .orderBy(asc(reportMessages.id))
  return rows.map(({ content, ...message }) => ({
    ...message,
    words: readPart(sealed, 'message', content) ?? '█',
  }))
}
export type ReportMessage = Awaited<ReturnType<typeof listMessagesForReporter>>[number]
