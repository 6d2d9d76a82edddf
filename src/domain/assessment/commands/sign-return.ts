import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { countyReturnSteps, countyReturns } from '#db/schema/assessment.ts'
import { lockReturn } from '#domain/assessment/commands/lock-return.ts'
import { monthOf } from '#domain/assessment/rules/month.ts'
import { checkSigning } from '#domain/assessment/rules/returns.ts'
import { takeSnapshots } from '#domain/screening/commands/snapshot.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { handOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/**
 * The head of the county's bureau signs what another completed, under the county's seal: from now on it is public.
 * @throws DomainError not_allowed, also for who completed it; not_found; conflict out of its order; rule_broken for another's seal
 */
export async function signReturn(
  db: Db,
  viewer: Viewer,
  given: { id: number; version: number; sealRegionCode: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { found, account } = await lockReturn(tx, given.id, viewer, 'county_return.sign')
    checkSigning({ ...found, completedBy: handOf(account, found.completedBy) }, given, account.userId)
    await tx
      .update(countyReturns)
      .set({
        ...{ state: 'signed' as const, signedBy: account.userId, signedAt: now, sealRegionCode: given.sealRegionCode },
        ...{ firstSignedAt: found.firstSignedAt ?? now, version: found.version + 1 },
      })
      .where(eq(countyReturns.id, found.id))
    // Before the month is over its ledgers are not: they are kept on the morning after (keep-due-ledgers.ts).
    if (found.kind === 'month' && found.period < monthOf(cityDate(now)))
      await takeSnapshots(tx, found.regionCode, found.period, viewer, now)
    await tx.insert(countyReturnSteps).values({ returnId: found.id, step: 'signed', by: account.userId, at: now })
    await recordEvent(tx, {
      kind: 'county_return.signed',
      subject: `county_return:${found.id}`,
      by: viewer,
      at: now,
      after: { kind: found.kind, period: found.period, regionCode: found.regionCode, dueOn: found.dueOn },
    })
  })
}
