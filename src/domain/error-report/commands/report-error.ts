import { and, eq, gte } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { errorReports } from '#db/schema/review.ts'
import { ErrorReportRefusal } from '#domain/error-report/refusal.ts'
import { answerTerm } from '#domain/error-report/rules.ts'
import { listFields } from '#domain/review/queries/fields.ts'
import { getReviewed } from '#domain/review/queries/reviewed.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import { visitor } from '#platform/permissions/viewer.ts'
import { addWorkdays } from '#platform/workdays.ts'

/** The same words about the same field within an hour are one report: somebody pressed twice. */
const repeatedWithinMs = 3_600_000

/**
 * Takes in what a reader says is wrong in a public version. Anybody may; who it was is not known here and not kept.
 * @throws ErrorReportRefusal no_such_version, field_unknown, sent_already
 */
export async function reportError(
  db: Db,
  report: { disclosureId: number; field: string; words: string },
  now: Date,
): Promise<{ id: number; dueOn: string }> {
  demand(visitor, 'public.read')
  return db.transaction(async (tx) => {
    const version = await getReviewed(tx, report.disclosureId)
    if (!version) throw new ErrorReportRefusal('not_found', 'no_such_version')
    if (!(await listFields(tx, version.id, 'public')).includes(report.field))
      throw new ErrorReportRefusal('rule_broken', 'field_unknown', 'field')
    const [same] = await tx
      .select({ id: errorReports.id })
      .from(errorReports)
      .where(
        and(
          eq(errorReports.disclosureId, version.id),
          eq(errorReports.field, report.field),
          eq(errorReports.words, report.words),
          gte(errorReports.reportedAt, new Date(now.getTime() - repeatedWithinMs)),
        ),
      )
    if (same) throw new ErrorReportRefusal('conflict', 'sent_already')
    const dueOn = addWorkdays(cityDate(now), answerTerm.workingDays)
    const [written] = await tx
      .insert(errorReports)
      .values({ disclosureId: version.id, field: report.field, words: report.words, reportedAt: now, dueOn })
      .returning({ id: errorReports.id })
    const { id } = written as { id: number }
    await recordEvent(tx, {
      kind: 'error_report.received',
      subject: `disclosure:${version.id}`,
      by: visitor,
      at: now,
      after: { errorReportId: id, creditCode: version.creditCode, field: report.field, dueOn },
    })
    return { id, dueOn }
  })
}
