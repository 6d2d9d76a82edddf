import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { countyMeasureFollowUps, countyMeasures, measureProposals } from '#db/schema/assessment.ts'
import { regions } from '#db/schema/region.ts'
import type { MeasureProposing } from '#domain/assessment/input.ts'
import {
  checkFollowUp,
  checkMeasureConfirming,
  checkMeasureDays,
  checkMeasureLifting,
} from '#domain/assessment/rules/measures.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import { handOf, type Permission } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, notFound, refusal, refusePersonalData } from '#platform/refuse.ts'

/**
 * 约谈, 挂牌督办, 通报批评: entered by one person of the city; public when a second has confirmed it. What the rules proposed counts as
 * decided with it.
 * @returns its number
 * @throws DomainError not_allowed; rule_broken at the field; conflict when the proposal was decided already
 */
export async function proposeMeasure(db: Db, viewer: Viewer, given: MeasureProposing, now: Date): Promise<number> {
  const account = demandAccount(viewer, 'county_measure.propose')
  checkMeasureDays(given)
  refusePersonalData({ reason: given.reason, basis: given.basis })
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [region] = await tx.select({ kind: regions.kind }).from(regions).where(eq(regions.code, given.regionCode))
    if (!region || region.kind === 'city')
      throw refusal('regionCode', '请选择一个县（市、区）', 'Choose a county from the list')
    const [added] = await tx
      .insert(countyMeasures)
      .values({ ...given, enteredBy: account.userId, enteredAt: now, updatedAt: now })
      .returning({ id: countyMeasures.id })
    const { id } = added as { id: number }
    if (given.proposal !== null)
      await decideProposal(tx, given.proposal, { decision: 'taken', measureId: id }, account.userId, now)
    await recordEvent(tx, {
      kind: 'county_measure_draft.proposed',
      subject: `county_measure:${id}`,
      by: viewer,
      at: now,
      after: { kind: given.kind, regionCode: given.regionCode, fromOn: given.fromOn, proposal: given.proposal },
    })
    return id
  })
}

/** A second person confirms it: from now on it is public. @throws DomainError not_allowed; not_found; conflict */
export async function confirmMeasure(db: Db, viewer: Viewer, { id }: { id: number }, now: Date): Promise<void> {
  await step(db, viewer, id, 'county_measure.confirm', now, async (tx, found, userId) => {
    checkMeasureConfirming(found, userId)
    await tx
      .update(countyMeasures)
      .set({ state: 'in_force', confirmedBy: userId, confirmedAt: now, updatedAt: now })
      .where(eq(countyMeasures.id, id))
    return { kind: 'county_measure.confirmed' }
  })
}

/** Throws away what was not confirmed; the proposal of the rules is open again. @throws DomainError conflict when it is in force */
export async function discardMeasure(db: Db, viewer: Viewer, { id }: { id: number }, now: Date): Promise<void> {
  await step(db, viewer, id, 'county_measure.propose', now, async (tx, found) => {
    if (found.state !== 'proposed') throw conflict('已经生效，只能解除', 'It is in force and can only be lifted')
    await tx.delete(measureProposals).where(eq(measureProposals.measureId, id))
    await tx.delete(countyMeasures).where(eq(countyMeasures.id, id))
    return { kind: 'county_measure_draft.discarded' }
  })
}

/** Enters what followed, dated. @throws DomainError conflict; rule_broken at the day or the words */
export async function followUpMeasure(
  db: Db,
  viewer: Viewer,
  { id, doneOn, words }: { id: number; doneOn: string; words: string },
  now: Date,
): Promise<void> {
  refusePersonalData({ words })
  await step(db, viewer, id, 'county_measure.propose', now, async (tx, found, userId) => {
    checkFollowUp(found, doneOn, cityDate(now))
    await tx.insert(countyMeasureFollowUps).values({ measureId: id, doneOn, words, enteredBy: userId, enteredAt: now })
    await tx.update(countyMeasures).set({ updatedAt: now }).where(eq(countyMeasures.id, id))
    return { kind: 'county_measure.followed_up' }
  })
}

/** Lifts a measure on a ground that stays in public. @throws DomainError conflict; rule_broken while nothing followed */
export async function liftMeasure(
  db: Db,
  viewer: Viewer,
  { id, basis }: { id: number; basis: string },
  now: Date,
): Promise<void> {
  refusePersonalData({ basis })
  await step(db, viewer, id, 'county_measure.confirm', now, async (tx, found) => {
    checkMeasureLifting(found, await tx.$count(countyMeasureFollowUps, eq(countyMeasureFollowUps.measureId, id)))
    await tx
      .update(countyMeasures)
      .set({ state: 'lifted', liftedOn: cityDate(now), liftedBasis: basis, updatedAt: now })
      .where(eq(countyMeasures.id, id))
    return { kind: 'county_measure.lifted', reason: basis }
  })
}

/** Decides that what the rules proposed is not done, and why. @throws DomainError not_allowed; conflict when it was decided */
export async function declineProposal(
  db: Db,
  viewer: Viewer,
  { key, reason }: { key: string; reason: string },
  now: Date,
): Promise<void> {
  const account = demandAccount(viewer, 'county_measure.propose')
  refusePersonalData({ reason })
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    await decideProposal(tx, key, { decision: 'declined', reason }, account.userId, now)
    await recordEvent(tx, {
      kind: 'county_measure_draft.declined',
      subject: `measure_proposal:${key}`,
      by: viewer,
      at: now,
      reason,
    })
  })
}

async function decideProposal(
  tx: Db,
  key: string,
  decision: { decision: 'taken'; measureId: number } | { decision: 'declined'; reason: string },
  decidedBy: string,
  decidedAt: Date,
) {
  const [added] = await tx
    .insert(measureProposals)
    .values({ key, ...decision, decidedBy, decidedAt })
    .onConflictDoNothing()
    .returning({ key: measureProposals.key })
  if (!added) throw conflict('这条建议已有人处理', 'This proposal was decided already')
}

type Found = typeof countyMeasures.$inferSelect
type Step = (
  tx: Db,
  found: Found,
  userId: string,
) => Promise<{ kind: `county_measure${'' | '_draft'}.${string}`; reason?: string }>

/** A step of a measure that is held meanwhile, with its event. @throws DomainError not_allowed; not_found */
async function step(db: Db, viewer: Viewer, id: number, permission: Permission, now: Date, take: Step): Promise<void> {
  const account = demandAccount(viewer, permission)
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [found] = await tx.select().from(countyMeasures).where(eq(countyMeasures.id, id)).for('update')
    if (!found) throw notFound('没有这条措施', 'There is no such measure')
    const byHand = { ...found, enteredBy: handOf(account, found.enteredBy) }
    const { kind, reason } = await take(tx, byHand, account.userId)
    await recordEvent(tx, {
      kind,
      subject: `county_measure:${id}`,
      by: viewer,
      at: now,
      before: { state: found.state },
      after: { regionCode: found.regionCode, measure: found.kind },
      reason,
    })
  })
}
