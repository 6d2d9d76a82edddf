import { and, eq, exists, lt, notExists, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { jointPunishmentCases, jointPunishmentFeedback, jointPunishments, vendorListings } from '#db/schema/sanction.ts'
import { violationCases } from '#db/schema/violation.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'

const termEnded = '期限届满 / the term ended'

/** Ends what has run its term, punishments and entries of the blacklist. Twice on a day does nothing more. */
export async function endTerms(db: Db, now: Date): Promise<{ punishments: number; listings: number }> {
  const today = cityDate(now)
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const punishments = await tx
      .update(jointPunishments)
      .set({ state: 'ended', endedOn: sql`${jointPunishments.untilOn} + 1`, endBasis: termEnded, updatedAt: now })
      .from(enterprises)
      .where(
        and(
          eq(enterprises.id, jointPunishments.enterpriseId),
          eq(jointPunishments.state, 'in_force'),
          lt(jointPunishments.untilOn, today),
        ),
      )
      .returning({ id: jointPunishments.id, untilOn: jointPunishments.untilOn, creditCode: enterprises.creditCode })
    for (const { id, untilOn, creditCode } of punishments) {
      await recordEvent(tx, {
        kind: 'joint_punishment.ended',
        subject: `joint_punishment:${id}`,
        by: 'system',
        at: now,
        after: { endedOn: addDays(untilOn, 1), creditCode },
      })
    }
    const listings = await tx
      .update(vendorListings)
      .set({ state: 'ended', endedOn: sql`${vendorListings.untilOn} + 1`, endBasis: termEnded, updatedAt: now })
      .where(and(eq(vendorListings.state, 'in_force'), lt(vendorListings.untilOn, today)))
      .returning({ id: vendorListings.id, untilOn: vendorListings.untilOn })
    for (const { id, untilOn } of listings) {
      await recordEvent(tx, {
        kind: 'vendor.ended',
        subject: `vendor_listing:${id}`,
        by: 'system',
        at: now,
        after: { endedOn: addDays(untilOn, 1) },
      })
    }
    return { punishments: punishments.length, listings: listings.length }
  })
}

const takenOut = '（已移除）'

/**
 * Lifts the punishments that rest on a case which left the board (credit repair, withdrawal, end of display) and on no other that
 * still stands there. To be called in the transaction that takes the case off, or after it; a second call does nothing.
 * @returns how many were lifted
 */
export async function liftForCase(tx: Db, caseId: number, now: Date): Promise<number> {
  const standing = tx
    .select({ one: sql`1` })
    .from(jointPunishmentCases)
    .innerJoin(violationCases, eq(violationCases.id, jointPunishmentCases.caseId))
    .where(and(eq(jointPunishmentCases.punishmentId, jointPunishments.id), eq(violationCases.state, 'published')))
  const ofCase = tx
    .select({ one: sql`1` })
    .from(jointPunishmentCases)
    .where(and(eq(jointPunishmentCases.punishmentId, jointPunishments.id), eq(jointPunishmentCases.caseId, caseId)))
  const basis = '所依据的案件已撤下曝光台 / the case that it rested on was taken off the board'
  const lifted = await tx
    .update(jointPunishments)
    .set({
      state: 'lifted',
      endedOn: cityDate(now),
      endBasis: basis,
      updatedAt: now,
      // What was said of firm and person lies under seal with the case (violation/commands/aftercare/seal.ts).
      detail: takenOut,
      personName: sql`case when ${jointPunishments.personName} is not null then ${takenOut} end`,
    })
    .from(enterprises)
    .where(
      and(
        eq(enterprises.id, jointPunishments.enterpriseId),
        eq(jointPunishments.state, 'in_force'),
        exists(ofCase),
        notExists(standing),
      ),
    )
    .returning({ id: jointPunishments.id, creditCode: enterprises.creditCode })
  for (const { id, creditCode } of lifted) {
    await tx.delete(jointPunishmentFeedback).where(eq(jointPunishmentFeedback.punishmentId, id))
    await recordEvent(tx, {
      kind: 'joint_punishment.lifted',
      subject: `joint_punishment:${id}`,
      by: 'system',
      at: now,
      reason: basis,
      after: { caseId, creditCode },
    })
  }
  return lifted.length
}
