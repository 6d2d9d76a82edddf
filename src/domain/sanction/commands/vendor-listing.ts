import { and, eq, inArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { vendorListings, vendors } from '#db/schema/sanction.ts'
import type { vendorProposal } from '#domain/sanction/input.ts'
import { checkConfirming, checkLifting, checkTerm } from '#domain/sanction/rules/course.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand, demandAccount } from '#platform/permissions/demand.ts'
import { handOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal, refusePersonalData } from '#platform/refuse.ts'

/** Enters a vendor for the blacklist; it counts when a second person confirms it. One open entry for each vendor. */
export async function proposeListing(
  db: Db,
  viewer: Viewer,
  given: z.infer<typeof vendorProposal>,
  now: Date,
): Promise<number> {
  const account = demandAccount(viewer, 'vendor.blacklist')
  checkTerm(given, cityDate(now))
  refusePersonalData({ facts: given.facts, factsEn: given.factsEn })
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [vendor] = await tx
      .select({ id: vendors.id })
      .from(vendors)
      .where(eq(vendors.id, given.vendorId))
      .for('update')
    if (!vendor) throw refusal('vendorId', '没有这家厂商', 'There is no such vendor')
    const open = await tx.$count(
      vendorListings,
      and(eq(vendorListings.vendorId, given.vendorId), inArray(vendorListings.state, ['proposed', 'in_force'])),
    )
    if (open > 0) throw refusal('vendorId', '这家厂商已在名单内或待确认', 'This vendor is on the list or waits for it')
    const [added] = await tx
      .insert(vendorListings)
      .values({ ...given, enteredBy: account.userId, enteredAt: now, updatedAt: now })
      .returning({ id: vendorListings.id })
    const { id } = added as { id: number }
    await recordEvent(tx, {
      kind: 'sanction_draft.proposed',
      subject: `vendor_listing:${id}`,
      by: viewer,
      at: now,
      after: given,
    })
    return id
  })
}

async function lockedListing(tx: Db, id: number) {
  const [found] = await tx
    .select({ id: vendorListings.id, state: vendorListings.state, enteredBy: vendorListings.enteredBy })
    .from(vendorListings)
    .where(eq(vendorListings.id, id))
    .for('update')
  if (!found) throw new DomainError('not_found', '名单内没有这一条 / There is no such entry')
  return found
}

/** A second person publishes the entry: from now on the vendor is barred. */
export async function confirmListing(db: Db, viewer: Viewer, id: number, now: Date): Promise<void> {
  const account = demandAccount(viewer, 'vendor.blacklist')
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const found = await lockedListing(tx, id)
    checkConfirming({ ...found, enteredBy: handOf(account, found.enteredBy) }, account.userId)
    await tx
      .update(vendorListings)
      .set({ state: 'in_force', confirmedBy: account.userId, confirmedAt: now, updatedAt: now })
      .where(eq(vendorListings.id, id))
    await recordEvent(tx, { kind: 'vendor.listed', subject: `vendor_listing:${id}`, by: viewer, at: now })
  })
}

/** Throws a proposal away. @throws DomainError not_found; conflict when it counts already */
export async function discardListing(db: Db, viewer: Viewer, id: number, now: Date): Promise<void> {
  demand(viewer, 'vendor.blacklist')
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    if ((await lockedListing(tx, id)).state !== 'proposed') {
      throw new DomainError('conflict', '已经生效，只能解除 / It is in force and can only be lifted')
    }
    await tx.delete(vendorListings).where(eq(vendorListings.id, id))
    await recordEvent(tx, { kind: 'sanction_draft.discarded', subject: `vendor_listing:${id}`, by: viewer, at: now })
  })
}

/** Takes a vendor off before its term (credit repair, withdrawal); the ground stays in public, the name does not. */
export async function liftListing(
  db: Db,
  viewer: Viewer,
  { id, basis }: { id: number; basis: string },
  now: Date,
): Promise<void> {
  demand(viewer, 'vendor.blacklist')
  refusePersonalData({ basis })
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    checkLifting(await lockedListing(tx, id))
    await tx
      .update(vendorListings)
      .set({ state: 'lifted', endedOn: cityDate(now), endBasis: basis, updatedAt: now })
      .where(eq(vendorListings.id, id))
    await recordEvent(tx, {
      kind: 'vendor.lifted',
      subject: `vendor_listing:${id}`,
      by: viewer,
      at: now,
      reason: basis,
    })
  })
}
