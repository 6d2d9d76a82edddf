import { inArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { rewards } from '#db/schema/reward.ts'
import { type LedgerRow, ledgerOf } from '#domain/report/rules/ledger.ts'

/** The public ledger of rewards by the month of their decision and their grade. Of reports and reporters it holds nothing. */
export async function getRewardLedger(db: Db) {
  const rows = await db
    .select({
      month: sql<string>`to_char(${rewards.decidedAt} at time zone 'Asia/Shanghai', 'YYYY-MM')`,
      grade: rewards.grade,
      state: rewards.state,
      count: sql<number>`count(*)::int`,
      yuan: sql<number>`sum(${rewards.amountYuan})::int`,
    })
    .from(rewards)
    .where(inArray(rewards.state, ['granted', 'claimed', 'paid', 'lapsed', 'declined']))
    .groupBy(sql`1`, rewards.grade, rewards.state)
  return ledgerOf(rows as LedgerRow[])
}
