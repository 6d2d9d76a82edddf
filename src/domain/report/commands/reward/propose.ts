import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { rewards } from '#db/schema/reward.ts'
import type { rewardProposal } from '#domain/report/input/reward.ts'
import { getRewardFacts, tableDay } from '#domain/report/queries/reward/facts.ts'
import { listRewardsOf } from '#domain/report/queries/reward/office.ts'
import { noSuchReport } from '#domain/report/refuse.ts'
import { barsOf, rewardTableOn, sumsOf } from '#domain/report/rules/reward.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'
import { term } from '#src/i18n/terms.ts'
import { findPersonalData } from '#src/text/personal-data.ts'

/**
 * Proposes a reward for a report that was found true: within the table of the day of its conclusion, one for a fact.
 * @returns its number
 * @throws DomainError not_allowed; conflict with what bars it, or where there is one; rule_broken at `grade`, `amountYuan`, `reason`
 */
export async function proposeReward(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof rewardProposal>,
  now: Date,
): Promise<number> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const facts = await getRewardFacts(tx, given.id)
    const account = demandAccount(viewer, 'reward.propose', { regionCode: facts?.regionCode ?? null })
    if (!facts) throw noSuchReport()
    const [bar] = barsOf(facts)
    if (bar)
      throw conflict(
        `不能奖励：${term('zh', 'rewardBar', bar)}`,
        `No reward is possible: ${term('en', 'rewardBar', bar).toLowerCase()}`,
      )
    const others = await listRewardsOf(tx, facts.family)
    if (others.some(({ state, reportId }) => state !== 'refused' || reportId === given.id))
      throw conflict(
        '同一事实只奖励一次，已有奖励或决定',
        'One reward for a fact: there is one, or a decision, already',
      )
    const table = rewardTableOn(tableDay(facts, now))
    const sums = sumsOf(table, given.grade)
    if (!sums)
      throw refusal(
        'grade',
        `没有“${given.grade}”这一等级`,
        `There is no grade “${given.grade}”; allowed: ${table.grades.map(({ grade }) => grade).join(', ')}`,
      )
    const { fromYuan, toYuan } = sums
    if (given.amountYuan < fromYuan || given.amountYuan > toYuan)
      throw refusal(
        'amountYuan',
        `写了 ${given.amountYuan} 元；这一等级为 ${fromYuan} 至 ${toYuan} 元`,
        `${given.amountYuan} yuan were given; this grade allows ${fromYuan} to ${toYuan}`,
      )
    if (findPersonalData(given.reason).length > 0)
      throw refusal('reason', '这里像是写了个人信息，请删去', 'This seems to hold personal data: leave it out')
    const { grade, amountYuan, reason } = given
    const [added] = await tx
      .insert(rewards)
      .values({ reportId: given.id, grade, amountYuan, reason, proposedBy: account.userId, proposedAt: now })
      .onConflictDoNothing({ target: rewards.reportId })
      .returning({ id: rewards.id })
    if (!added) throw conflict('此件刚有人提出奖励', 'Somebody has just proposed a reward for it')
    await recordEvent(tx, {
      kind: 'reward_draft.proposed',
      subject: `reward:${added.id}`,
      by: viewer,
      at: now,
      after: { grade, amountYuan, asked: given.asked },
    })
    return added.id
  })
}
