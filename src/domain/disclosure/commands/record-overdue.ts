import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { isOver } from '#domain/disclosure/queries/filing-state.ts'
import { getOverdue, listNewlyOverdue } from '#domain/disclosure/queries/overdue.ts'
import { listRules } from '#domain/disclosure/queries/rules.ts'
import { failedOn, failureFacts, originOf, overtakenNote } from '#domain/disclosure/rules/failure.ts'
import { type DisclosureRule, ruleOn } from '#domain/disclosure/rules/term.ts'
import { noteOvertaken, openCaseDraft } from '#domain/violation/commands/case-draft.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'

const batch = 200

/**
 * The work of each night: for every obligation whose day has passed without a publication, one event and one case draft for
 * the county of the firm, once. Each in a transaction of its own; run again it finds what is left.
 * @returns how many were new
 */
export async function recordOverdue(db: Db, now: Date): Promise<number> {
  const rules = await listRules(db)
  let recorded = 0
  for (;;) {
    const found = await listNewlyOverdue(db, now, batch)
    for (const { enterpriseId, year } of found) {
      if (await recordOne(db, rules, enterpriseId, year, now)) recorded++
    }
    if (found.length < batch) return recorded
  }
}

async function recordOne(db: Db, rules: DisclosureRule[], enterpriseId: number, year: number, now: Date) {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [marked] = await tx
      .update(obligations)
      .set({ overdueAt: now })
      .where(
        and(
          eq(obligations.enterpriseId, enterpriseId),
          eq(obligations.year, year),
          isNull(obligations.overdueAt),
          isOver(now),
        ),
      )
      .returning({ dueOn: obligations.dueOn })
    const failure = marked && (await getOverdue(tx, enterpriseId, year))
    if (!failure) return false
    const { creditCode, dueOn } = failure
    await recordEvent(tx, {
      kind: 'disclosure.overdue',
      subject: `enterprise:${creditCode}`,
      by: 'system',
      at: now,
      after: { creditCode, year, dueOn },
    })
    await openCaseDraft(
      tx,
      'system',
      {
        enterpriseId,
        originKey: originOf(year, enterpriseId),
        category: 'disclosure_failure',
        leadSource: 'cross_check',
        ...failureFacts({ ...failure, year, foundOn: cityDate(now) }),
        legalBasis: ruleOn(rules, 'failure', failedOn(dueOn))?.basis ?? '',
      },
      now,
    )
    return true
  })
}

/** A publication after the day: the county's draft says less than is known now. Part of publishing, in its transaction. */
export async function noteLatePublication(tx: Db, enterpriseId: number, year: number, now: Date): Promise<void> {
  const [found] = await tx
    .select({ dueOn: obligations.dueOn, overdueAt: obligations.overdueAt })
    .from(obligations)
    .where(and(eq(obligations.enterpriseId, enterpriseId), eq(obligations.year, year)))
  if (!found?.overdueAt) return
  await noteOvertaken(tx, originOf(year, enterpriseId), overtakenNote(year, cityDate(now), found.dueOn), now)
}
