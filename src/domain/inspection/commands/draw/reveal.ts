import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { draws, inspections } from '#db/schema/inspection.ts'
import { seedPurpose } from '#domain/inspection/commands/draw/commit.ts'
import { isRevealDue } from '#domain/inspection/rules/draw/steps.ts'
import { inspectionTermsOn } from '#domain/inspection/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { unwrapKey } from '#platform/seal/wrap.ts'

/** Last step, by the clock: the seeds of draws that can warn nobody any more are published, and with them the results. */
export async function revealDueDraws(db: Db, now: Date): Promise<void> {
  const rows = await db.select({ id: draws.id }).from(draws).where(eq(draws.state, 'drawn'))
  for (const { id } of rows) await db.transaction((tx) => revealIfDue(tx as unknown as Db, id, now))
}

/** The same of one draw, inside the transaction of what ended one of its inspections. */
export async function revealIfDue(tx: Db, id: number, now: Date): Promise<void> {
  const [found] = await tx
    .select({
      no: draws.no,
      state: draws.state,
      toOn: draws.toOn,
      sealedSeed: draws.sealedSeed,
      open: sql<number>`(${tx.$count(
        inspections,
        and(eq(inspections.drawId, id), inArray(inspections.state, ['planned', 'under_way'])),
      )})::int`,
    })
    .from(draws)
    .where(eq(draws.id, id))
    .for('update')
  const { draw } = inspectionTermsOn(cityDate(now))
  if (found?.state !== 'drawn' || !isRevealDue(found, now, draw.revealAfterDays.value)) return
  const seed = unwrapKey(found.sealedSeed as Buffer, seedPurpose(found.no)).toString('hex')
  await tx.update(draws).set({ state: 'revealed', seed, sealedSeed: null, revealedAt: now }).where(eq(draws.id, id))
  await recordEvent(tx, {
    kind: 'draw.revealed',
    subject: `draw:${id}`,
    by: 'system',
    at: now,
    after: { no: found.no, seed },
  })
}
