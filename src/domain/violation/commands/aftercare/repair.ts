import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { caseRepairs as repairs } from '#db/schema/aftercare.ts'
import { AftercareRefusal } from '#domain/violation/aftercare-refusal.ts'
import { lockPublished } from '#domain/violation/commands/aftercare/lock.ts'
import { removeCase } from '#domain/violation/commands/aftercare/remove.ts'
import {
  barsToRepair,
  barToRepairStep,
  type RepairClaim,
  type RepairStep,
  repairStateAfter,
} from '#domain/violation/rules/aftercare/repair.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { handOf, type Permission } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

export interface RepairApplication extends RepairClaim {
  caseId: number
  promise: string
}

/** 申请信用修复. @throws DomainError not_allowed; AftercareRefusal with all that is lacking */
export async function applyForRepair(db: Db, viewer: Viewer, application: RepairApplication, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const { caseId, correctedOn, paidOn, promise } = application
    const { found, account } = await lockPublished(tx, viewer, 'case.apply_repair', caseId)
    const bars = barsToRepair(found, application, cityDate(now))
    const [first] = bars
    if (first)
      throw new AftercareRefusal(
        'rule_broken',
        first.bar,
        bars.map(({ field, bar }) => ({ field, message: bar })),
      )
    const before = await tx.select({ state: repairs.state }).from(repairs).where(eq(repairs.caseId, caseId))
    if (before.some(({ state }) => state === 'applied' || state === 'supported' || state === 'opposed'))
      throw new AftercareRefusal('conflict', 'repair_open')
    await tx.insert(repairs).values({
      caseId,
      correctedOn: correctedOn as string,
      paidOn,
      promise,
      appliedBy: account.userId,
      appliedAt: now,
    })
    await recordEvent(tx, {
      kind: 'case_desk.repair_applied',
      subject: `case:${caseId}`,
      by: viewer,
      at: now,
      after: { correctedOn, paidOn },
    })
  })
}

const permissions: Record<RepairStep, Permission> = {
  support: 'case.opine_repair',
  oppose: 'case.opine_repair',
  grant: 'case.decide_repair',
  refuse: 'case.decide_repair',
  take_back: 'case.apply_repair',
}

/**
 * The county's opinion, then the city's decision, by another person; the firm may take its application back till then. What is
 * granted takes the record off the board in the same transaction.
 * @throws DomainError not_allowed; AftercareRefusal
 */
export async function stepRepair(
  db: Db,
  viewer: Viewer,
  { id, step, words }: { id: number; step: RepairStep; words: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [known] = await tx.select({ caseId: repairs.caseId }).from(repairs).where(eq(repairs.id, id))
    const { found, account } = await lockPublished(tx, viewer, permissions[step], known?.caseId ?? 0)
    const [repair] = await tx.select().from(repairs).where(eq(repairs.id, id))
    if (!repair) throw new AftercareRefusal('not_found', 'no_such_entry')
    const bar = barToRepairStep(repair.state, step, {
      personId: account.userId,
      countyBy: handOf(account, repair.countyBy),
    })
    if (bar) throw new AftercareRefusal('conflict', bar)
    if (step === 'grant') {
      const claim = { correctedOn: repair.correctedOn, paidOn: repair.paidOn, hasPromised: true }
      const [lack] = barsToRepair(found, claim, cityDate(now))
      if (lack) throw new AftercareRefusal('rule_broken', lack.bar)
    }
    const state = repairStateAfter(step)
    const isCounty = step === 'support' || step === 'oppose'
    const by = isCounty
      ? { countyBy: account.userId, countyAt: now, countyWords: words }
      : step === 'take_back'
        ? {}
        : { cityBy: account.userId, cityAt: now, cityWords: words }
    await tx
      .update(repairs)
      .set({ state, ...by })
      .where(eq(repairs.id, id))
    await recordEvent(tx, {
      kind: 'case_desk.repair_step',
      subject: `case:${found.id}`,
      by: viewer,
      at: now,
      before: { state: repair.state },
      after: { state },
    })
    if (step === 'grant') await removeCase(tx, viewer, { found, reason: 'credit_repaired', words }, now)
  })
}
