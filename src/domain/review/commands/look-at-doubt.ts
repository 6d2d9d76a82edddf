import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureDoubts as doubts } from '#db/schema/review.ts'
import { getReviewed } from '#domain/review/queries/reviewed.ts'
import { ReviewRefusal } from '#domain/review/refusal.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

export interface DoubtLook {
  id: number
  /** What the regulator found: public beside the number. */
  note: string
}

/** The explanation holds: the mark 存疑 gives way to when and why it was accepted. @throws as rejectDoubt */
export const acceptDoubt = (db: Db, viewer: Viewer, look: DoubtLook, now: Date) =>
  lookAt(db, viewer, look, 'accepted', now)

/**
 * The explanation does not hold: the value stays in doubt, and becomes a point of the return.
 * @throws DomainError not_allowed; ReviewRefusal no_such_doubt, not_in_force (a later version was published), looked_at_already
 */
export const rejectDoubt = (db: Db, viewer: Viewer, look: DoubtLook, now: Date) =>
  lookAt(db, viewer, look, 'rejected', now)

async function lookAt(db: Db, viewer: Viewer, { id, note }: DoubtLook, state: 'accepted' | 'rejected', now: Date) {
  return db.transaction(async (tx) => {
    const [doubt] = await tx.select().from(doubts).where(eq(doubts.id, id)).for('update')
    const version = doubt && (await getReviewed(tx, doubt.disclosureId, true))
    const account = demandAccount(viewer, 'disclosure.review', { regionCode: version?.regionCode ?? null })
    if (!doubt || !version) throw new ReviewRefusal('not_found', 'no_such_doubt')
    if (version.state !== 'published') throw new ReviewRefusal('conflict', 'not_in_force')
    if (doubt.state !== 'open') throw new ReviewRefusal('conflict', 'looked_at_already')
    await tx
      .update(doubts)
      .set({ state, note, lookedAt: now, lookedAtBy: account.userId, lookedAtByName: account.name })
      .where(and(eq(doubts.id, id), eq(doubts.state, 'open')))
    await recordEvent(tx, {
      kind: state === 'accepted' ? 'doubt.accepted' : 'doubt.rejected',
      subject: `disclosure:${version.id}`,
      by: viewer,
      at: now,
      before: { doubtId: id, state: 'open' },
      after: { doubtId: id, state, creditCode: version.creditCode, field: doubt.field, code: doubt.code },
      reason: note,
    })
    return { disclosureId: version.id, field: doubt.field }
  })
}
