import { sql } from 'drizzle-orm'
import { check, date, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at } from '#db/schema/columns.ts'
import { rewardState } from '#db/schema/enums.ts'
import { reports } from '#db/schema/report.ts'

/**
 * 举报奖励. Two people decide; the reporter draws a voucher with the receipt, once; who brings the voucher is paid, once. The
 * row outlives its report (null then), so that the public ledger goes on adding up.
 */
export const rewards = pgTable(
  'rewards',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    reportId: integer().references(() => reports.id, { onDelete: 'set null' }),
    /** A grade of the rules that held on the day of the conclusion (content/reference/rewards.json). */
    grade: text().notNull(),
    amountYuan: integer().notNull(),
    reason: text().notNull(),
    state: rewardState().notNull().default('proposed'),
    proposedBy: text().references(() => users.id),
    proposedAt: at().notNull(),
    decidedBy: text().references(() => users.id),
    decidedAt: at(),
    /** Why the second person refused it. */
    refusal: text(),
    /** The last day on which it can be claimed and collected. */
    claimUntil: date(),
    /** The part of the voucher that finds it, and Argon2id of its secret. */
    voucherHandle: text(),
    voucherHash: text(),
    claimedAt: at(),
    paidAt: at(),
    paidBy: text().references(() => users.id),
    /** Number of the bureau's own voucher of payment. */
    paymentReference: text(),
    /** The day on which it lapsed or the reporter declined it. */
    endedOn: date(),
  },
  (t) => [
    unique('rewards_one_for_a_report').on(t.reportId),
    unique('rewards_voucher').on(t.voucherHandle),
    unique('rewards_payment').on(t.paymentReference),
    index('rewards_by_state').on(t.state, t.claimUntil),
    index('rewards_by_decision').on(t.decidedAt).where(sql`${t.decidedAt} is not null`),
    check('rewards_amount', sql`${t.amountYuan} > 0`),
    check(
      'rewards_two_people',
      sql`${t.proposedBy} is null or ${t.decidedBy} is null or ${t.proposedBy} <> ${t.decidedBy}`,
    ),
    check('rewards_decided', sql`(${t.state} = 'proposed') = (${t.decidedAt} is null)`),
    check('rewards_refused', sql`(${t.state} = 'refused') = (${t.refusal} is not null)`),
    check('rewards_term', sql`${t.state} in ('proposed', 'refused') or ${t.claimUntil} is not null`),
    check(
      'rewards_claimed',
      sql`(${t.claimedAt} is null) = (${t.voucherHash} is null) and (${t.claimedAt} is null) = (${t.voucherHandle} is null)`,
    ),
    check(
      'rewards_paid',
      sql`(${t.state} = 'paid') = (${t.paidAt} is not null) and (${t.paidAt} is null) = (${t.paymentReference} is null)`,
    ),
    check('rewards_claim_before_payment', sql`${t.state} not in ('claimed', 'paid') or ${t.claimedAt} is not null`),
    check('rewards_ended', sql`(${t.state} in ('lapsed', 'declined')) = (${t.endedOn} is not null)`),
  ],
)
