import { asc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { reportHistory, reports } from '#db/schema/report.ts'
import { violationCases } from '#db/schema/violation.ts'
import { readContent } from '#domain/report/queries/content.ts'
import { contentKeyOf, type ReportKey, readPart } from '#domain/report/queries/keys.ts'
import type { ReportContent } from '#domain/report/rules/content.ts'
import { maskPersonal } from '#domain/report/rules/mask.ts'
import { can } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** One report with what its handler may see: the words masked, nothing of the identity. Undefined also for another county's. */
export async function getReportFile(db: Db, viewer: Viewer, id: number) {
  const [found] = await db
    .select({
      id: reports.id,
      channel: reports.channel,
      kind: reports.kind,
      state: reports.state,
      isNamed: reports.isNamed,
      wantsCredit: reports.wantsCredit,
      regionCode: reports.regionCode,
      enterpriseName: enterprises.name,
      creditCode: enterprises.creditCode,
      receivedAt: reports.receivedAt,
      acceptDueOn: reports.acceptDueOn,
      acceptedOn: reports.acceptedOn,
      handleDueOn: reports.handleDueOn,
      extendedDays: reports.extendedDays,
      refusalGround: reports.refusalGround,
      joinedToId: reports.joinedToId,
      outcome: reports.outcome,
      outcomeNo: reports.outcomeNo,
      concludedOn: reports.concludedOn,
      publicOutcome: reports.publicOutcome,
      publicOutcomeEn: reports.publicOutcomeEn,
      objections: reports.objections,
      recheckDueOn: reports.recheckDueOn,
      caseId: reports.caseId,
      caseState: violationCases.state,
      revision: reports.revision,
    })
    .from(reports)
    .leftJoin(enterprises, eq(enterprises.id, reports.enterpriseId))
    .leftJoin(violationCases, eq(violationCases.id, reports.caseId))
    .where(eq(reports.id, id))
  if (!found || !can(viewer, 'report.handle', { regionCode: found.regionCode })) return undefined
  const [{ content, closed }, joined] = await Promise.all([
    readContent(db, id),
    db
      .select({ id: reports.id, regionCode: reports.regionCode })
      .from(reports)
      .where(eq(reports.joinedToId, id))
      .orderBy(asc(reports.id)),
  ])
  return { ...found, content: content && masked(content), closed, joined }
}
export type ReportFile = NonNullable<Awaited<ReturnType<typeof getReportFile>>>

const masked = (content: ReportContent): ReportContent => ({
  ...content,
  words: maskPersonal(content.words),
  place: maskPersonal(content.place),
  seen: maskPersonal(content.seen),
  enterprise: maskPersonal(content.enterprise),
})

/** What happened, the first step first, with what was said to the reporter and noted for the office. */
export async function listReportHistory(db: Db, id: number) {
  const [sealed, rows] = await Promise.all([
    contentKeyOf(db, id),
    db
      .select({
        id: reportHistory.id,
        step: reportHistory.step,
        at: reportHistory.at,
        byName: users.name,
        words: reportHistory.words,
        note: reportHistory.note,
      })
      .from(reportHistory)
      .leftJoin(users, eq(users.id, reportHistory.byUserId))
      .where(eq(reportHistory.reportId, id))
      .orderBy(asc(reportHistory.id)),
  ])
  return rows.map(({ words, note, ...row }) => ({
    ...row,
    words: opened(sealed, 'words', words),
    note: opened(sealed, 'note', note),
  }))
}

/** The reporter's words of an objection are masked like the first ones. */
const opened = (sealed: ReportKey | undefined, part: 'words' | 'note', text: Buffer | null): string | null =>
  sealed && text ? maskPersonal(readPart(sealed, part, text) ?? '█') : null
