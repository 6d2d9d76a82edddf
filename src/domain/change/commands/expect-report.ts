import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { changeReports as reports } from '#db/schema/change.ts'
import { dueOf } from '#domain/change/commands/report-change.ts'
import { getCase } from '#domain/violation/queries/get.ts'
import { recordEvent } from '#platform/events/record.ts'

/**
 * A penalty against a key polluter came onto the board: the firm must report it, counted from the day of the decision until it
 * says when the document reached it. Once per case; a firm that is on no list, or has reported it unasked, is expected nothing.
 * The work of an effect: inside its transaction, by the system.
 */
export async function expectReport(tx: Db, caseId: number, now: Date): Promise<void> {
  const found = await getCase(tx, caseId)
  if (found?.state !== 'published' || found.enterpriseId === null) return
  const { enterpriseId, decidedOn, decisionNo, authority, creditCode } = found
  const due = await dueOf(tx, enterpriseId, decidedOn)
  if (due.dueOn === null) return
  const known = await tx
    .select({ documentNo: reports.documentNo })
    .from(reports)
    .where(eq(reports.enterpriseId, enterpriseId))
  if (known.some(({ documentNo }) => documentNo === decisionNo)) return
  const [expected] = await tx
    .insert(reports)
    .values({
      enterpriseId,
      kind: 'penalty',
      receivedOn: decidedOn,
      ...due,
      state: 'expected',
      documentNo: decisionNo,
      authority,
      caseId,
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: reports.id })
  if (!expected) return
  await recordEvent(tx, {
    kind: 'change.expected',
    subject: `change:${expected.id}`,
    by: 'system',
    at: now,
    after: { creditCode, caseId, receivedOn: decidedOn, ...due },
  })
}
