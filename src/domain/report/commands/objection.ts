import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reports } from '#db/schema/report.ts'
import { writeHistory } from '#domain/report/commands/handle/take-step.ts'
import { decidedDay, hasReward } from '#domain/report/queries/decided.ts'
import { noSuchReport } from '#domain/report/refuse.ts'
import { toTheHour } from '#domain/report/rules/clock.ts'
import type { FollowedReport } from '#domain/report/rules/followed.ts'
import { type ObjectionBar, objectionBar } from '#domain/report/rules/objection.ts'
import { clocksOn } from '#domain/report/rules/terms.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { visitor } from '#platform/permissions/viewer.ts'
import { conflict } from '#platform/refuse.ts'

/**
 * 异议: the reporter does not agree with a refusal, a referral or an outcome. The report gets a clock for being looked at again.
 * @returns the last day of that clock
 * @throws DomainError conflict with what bars it
 */
export const objectToOutcome = (db: Db, id: FollowedReport, words: string, now: Date): Promise<string> =>
  db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [report] = await tx
      .select({
        state: reports.state,
        receivedAt: reports.receivedAt,
        recheckDueOn: reports.recheckDueOn,
        objections: reports.objections,
        revision: reports.revision,
      })
      .from(reports)
      .where(eq(reports.id, id))
      .for('update')
    if (!report) throw noSuchReport()
    const clocks = clocksOn(cityDate(report.receivedAt))
    const today = cityDate(now)
    const known = { ...report, decidedOn: await decidedDay(tx, id), hasReward: await hasReward(tx, id) }
    const bar = objectionBar(known, clocks, today)
    if (bar) throw barred(bar)
    const recheckDueOn = addDays(today, clocks.recheckDays.value)
    await tx
      .update(reports)
      .set({ objections: report.objections + 1, recheckDueOn, revision: report.revision + 1 })
      .where(eq(reports.id, id))
    await writeHistory(tx, id, { step: 'objected', at: toTheHour(now), byUserId: null, words })
    await recordEvent(tx, {
      kind: 'report.objected',
      subject: `report:${id}`,
      by: visitor,
      at: toTheHour(now),
      after: { objections: report.objections + 1, recheckDueOn },
    })
    return recheckDueOn
  })

const bars: Record<ObjectionBar, readonly [zh: string, en: string]> = {
  not_decided: ['还没有结果，不能提出异议；可以留言', 'There is no outcome yet to object to: write a message instead'],
  waiting: ['您的异议正在核查', 'Your objection is being looked at'],
  term_over: ['提出异议的期限已过', 'The term for objections is over'],
  too_often: ['提出异议的次数已用完', 'You have objected as often as is possible'],
  rewarded: ['已决定给予奖励，结果不再重查', 'A reward was granted: the outcome stands'],
}
const barred = (bar: ObjectionBar) => conflict(...bars[bar])
