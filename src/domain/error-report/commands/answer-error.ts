import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { errorReportAnswers, errorReports } from '#db/schema/review.ts'
import { listLaterVersions } from '#domain/error-report/queries/later-versions.ts'
import { ErrorReportRefusal } from '#domain/error-report/refusal.ts'
import { getReviewed } from '#domain/review/queries/reviewed.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Permission } from '#platform/permissions/matrix.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'

/**
 * Answers a reader's report: the enterprise for itself, or the bureau. The first answer makes question and answer public.
 * @throws DomainError not_allowed; ErrorReportRefusal no_such_report, hidden_already, answered_already, not_a_later_version
 */
export async function answerError(
  db: Db,
  viewer: Viewer,
  { id, words, mendedById }: { id: number; words: string; mendedById: number | null },
  now: Date,
): Promise<{ disclosureId: number }> {
  return db.transaction(async (tx) => {
    const { report, version, account } = await lockReport(tx, viewer, 'disclosure.answer_error', id)
    const party = account.role === 'firm' ? ('firm' as const) : ('bureau' as const)
    const answers = await tx
      .select({ party: errorReportAnswers.party })
      .from(errorReportAnswers)
      .where(eq(errorReportAnswers.errorReportId, id))
    if (answers.some((answer) => answer.party === party)) throw new ErrorReportRefusal('conflict', 'answered_already')
    const later = await listLaterVersions(tx, report.disclosureId)
    if (mendedById !== null && !later.some((each) => each.id === mendedById))
      throw new ErrorReportRefusal('rule_broken', 'not_a_later_version', 'mendedById')
    await tx
      .insert(errorReportAnswers)
      .values({ errorReportId: id, party, words, mendedById, answeredById: account.userId, answeredAt: now })
    await recordEvent(tx, {
      kind: 'error_report.answered',
      subject: `disclosure:${version.id}`,
      by: viewer,
      at: now,
      after: { errorReportId: id, creditCode: version.creditCode, party, words, mendedById },
    })
    return { disclosureId: version.id }
  })
}

/**
 * The report and its version, for whoever may do `permission` with it. One at a time for each report.
 * @throws DomainError not_allowed; ErrorReportRefusal no_such_report, hidden_already
 */
export async function lockReport(tx: Db, viewer: Viewer, permission: Permission, id: number) {
  const [report] = await tx.select().from(errorReports).where(eq(errorReports.id, id)).for('update')
  const version = report && (await getReviewed(tx, report.disclosureId))
  const account: Account = demandAccount(viewer, permission, {
    enterpriseId: version?.enterpriseId ?? null,
    regionCode: version?.regionCode ?? null,
  })
  if (!report || !version) throw new ErrorReportRefusal('not_found', 'no_such_report')
  if (report.hiddenAt) throw new ErrorReportRefusal('conflict', 'hidden_already')
  return { report, version, account }
}
