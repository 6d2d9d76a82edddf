import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { errorReports } from '#db/schema/review.ts'
import type { hidingGrounds } from '#db/vocabulary.ts'
import { lockReport } from '#domain/error-report/commands/answer-error.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/**
 * Keeps a report and its answers from the public, on a ground that the law gives. That one was hidden, and on what ground,
 * stays to be seen in the record.
 * @throws DomainError not_allowed; ErrorReportRefusal no_such_report, hidden_already
 */
export async function hideError(
  db: Db,
  viewer: Viewer,
  { id, ground, note }: { id: number; ground: (typeof hidingGrounds)[number]; note: string },
  now: Date,
): Promise<{ disclosureId: number }> {
  return db.transaction(async (tx) => {
    const { version, account } = await lockReport(tx, viewer, 'disclosure.hide_error', id)
    await tx
      .update(errorReports)
      .set({ hiddenAt: now, hiddenBy: account.userId, hiddenGround: ground, hiddenNote: note || null })
      .where(eq(errorReports.id, id))
    await recordEvent(tx, {
      kind: 'error_report.hidden',
      subject: `disclosure:${version.id}`,
      by: viewer,
      at: now,
      after: { errorReportId: id, creditCode: version.creditCode, ground },
      reason: note || undefined,
    })
    return { disclosureId: version.id }
  })
}
