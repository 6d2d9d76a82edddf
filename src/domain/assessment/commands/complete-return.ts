import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { countyReturnSteps, countyReturns } from '#db/schema/assessment.ts'
import { lockReturn } from '#domain/assessment/commands/lock-return.ts'
import { countReturn } from '#domain/assessment/queries/return-figures.ts'
import { checkCompleting, checklist } from '#domain/assessment/rules/returns.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal, refusePersonalData } from '#platform/refuse.ts'

interface Completion {
  id: number
  version: number
  words: Record<string, string>
  checked: readonly string[]
}

/**
 * One person of the county writes what belongs to the figures, which are counted anew meanwhile. May be done again until another
 * has signed.
 * @throws DomainError not_allowed; not_found; conflict when it was signed, or changed since it was opened; rule_broken at the field
 */
export async function completeReturn(db: Db, viewer: Viewer, given: Completion, now: Date): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { found, account } = await lockReturn(tx, given.id, viewer, 'county_return.complete')
    checkCompleting(found, given.version)
    refusePersonalData(given.words)
    const missing = checklist.filter((point) => !given.checked.includes(point))
    if (found.kind === 'month' && missing.length > 0)
      throw refusal('checked', '清单各项都要逐一核对并勾选', 'Each point of the checklist has to be checked and ticked')
    const figures = await countReturn(tx, found.kind, found.period, found.regionCode)
    await tx
      .update(countyReturns)
      .set({
        ...{ state: 'completed' as const, figures, words: given.words, checked: [...given.checked] },
        ...{ completedBy: account.userId, completedAt: now, version: found.version + 1 },
      })
      .where(eq(countyReturns.id, found.id))
    await tx.insert(countyReturnSteps).values({ returnId: found.id, step: 'completed', by: account.userId, at: now })
    await recordEvent(tx, {
      kind: 'county_return_draft.completed',
      subject: `county_return:${found.id}`,
      by: viewer,
      at: now,
      before: { state: found.state, version: found.version },
      after: { kind: found.kind, period: found.period, regionCode: found.regionCode, version: found.version + 1 },
    })
  })
}
