import type { Db } from '#db/client.ts'
import { rewards } from '#db/schema/reward.ts'
import type { NewReport } from '#domain/report/commands/receive.ts'
import { findByReceipt } from '#domain/report/queries/by-receipt.ts'
import type { FollowedReport } from '#domain/report/rules/followed.ts'
import { receive } from '#test/domain/report/handle/reports.ts'

/** A report with its receipt typed: what its reporter has. */
export async function followed(db: Db, now: Date, given: Partial<NewReport> & { words?: string } = {}) {
  const { receipt } = await receive(db, now, given)
  const id = await findByReceipt(db, receipt)
  if (id === undefined) throw new Error('its own receipt does not open it')
  return { id: id as FollowedReport, receipt }
}

/** A reward as two people granted it. */
export async function grant(db: Db, reportId: number, now: Date, claimUntil: string, amountYuan = 800) {
  const [reward] = await db
    .insert(rewards)
    .values({
      reportId,
      grade: 'base',
      amountYuan,
      reason: '线索属实',
      state: 'granted',
      proposedAt: now,
      decidedAt: now,
      claimUntil,
    })
    .returning({ id: rewards.id })
  return (reward as { id: number }).id
}
