import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { countyReturnSteps, countyReturns } from '#db/schema/assessment.ts'
import { lockReturn } from '#domain/assessment/commands/lock-return.ts'
import { checkDeciding } from '#domain/assessment/rules/returns.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** The city receives a signed return. @throws DomainError not_allowed; not_found; conflict when there is nothing to receive */
export async function receiveReturn(db: Db, viewer: Viewer, { id }: { id: number }, now: Date): Promise<void> {
  await decide(db, viewer, id, { state: 'received' }, null, now)
}

/** The city sends a return back, with what is wrong: completed and signed anew. The day of its first signature stays. */
export async function sendBackReturn(
  db: Db,
  viewer: Viewer,
  { id, reason }: { id: number; reason: string },
  now: Date,
): Promise<void> {
  const open = { completedBy: null, completedAt: null, signedBy: null, signedAt: null, sealRegionCode: null }
  await decide(db, viewer, id, { state: 'sent_back', ...open }, reason, now)
}

async function decide(
  db: Db,
  viewer: Viewer,
  id: number,
  change: { state: 'received' | 'sent_back' } & Partial<typeof countyReturns.$inferInsert>,
  reason: string | null,
  now: Date,
) {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { found, account } = await lockReturn(tx, id, viewer, 'county_return.receive')
    checkDeciding(found)
    await tx
      .update(countyReturns)
      .set({ ...change, decidedBy: account.userId, decidedAt: now, version: found.version + 1 })
      .where(eq(countyReturns.id, id))
    await tx
      .insert(countyReturnSteps)
      .values({ returnId: id, step: change.state, words: reason, by: account.userId, at: now })
    await recordEvent(tx, {
      kind: change.state === 'received' ? 'county_return.received' : 'county_return.sent_back',
      subject: `county_return:${id}`,
      by: viewer,
      at: now,
      before: { signedBy: found.signedBy, completedBy: found.completedBy },
      after: { kind: found.kind, period: found.period, regionCode: found.regionCode },
      reason: reason ?? undefined,
    })
  })
}
