import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { reportHistory } from '#db/schema/report.ts'
import { rewards } from '#db/schema/reward.ts'
import { takeStep } from '#domain/report/commands/handle/take-step.ts'
import type { reportConclusion, reportReopening } from '#domain/report/input/handling.ts'
import { readContent } from '#domain/report/queries/content.ts'
import { locked } from '#domain/report/queries/keys.ts'
import { publicTextFault } from '#domain/report/rules/public-text.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'

/**
 * 办结: what was found, a text for the public, words for the reporter. The public text holds no personal data and no sentence of the
 * reporter's. After an objection another person concludes than the one before.
 * @throws as takeStep; rule_broken at `publicOutcome` or `publicOutcomeEn`; not_allowed for the person who decided before
 */
export const concludeReport = (db: Db, viewer: Viewer, given: z.output<typeof reportConclusion>, now: Date) =>
  takeStep(db, viewer, given, now, 'conclude', async (tx, report, account) => {
    await refuseSamePerson(tx, report.id, account.userId)
    const { content, closed } = await readContent(tx, report.id)
    if (closed === 'locked') throw locked() // nobody could tell whether the public text repeats the reporter's words
    for (const field of ['publicOutcome', 'publicOutcomeEn'] as const) {
      const fault = publicTextFault(given[field] ?? '', content?.words ?? '')
      if (fault?.kind === 'own_words')
        throw refusal(
          field,
          `“${fault.found}”是举报人的原话，会让人认出是谁；请用自己的话写`,
          `“${fault.found}” are the reporter’s own words, by which he may be known: use words of your own`,
        )
      if (fault)
        throw refusal(
          field,
          '这里像是写了证件号、电话、住址或账号；公开的内容不能有，请删去',
          'This seems to hold an identity number, telephone, address or account: it will be public, so leave it out',
        )
    }
    const { outcome, publicOutcome, publicOutcomeEn, words, note } = given
    return {
      step: 'concluded',
      words,
      note,
      set: {
        outcome,
        concludedOn: cityDate(now),
        publicOutcome,
        publicOutcomeEn,
        recheckDueOn: null,
        outcomeNo: report.outcomeNo ?? (sql`nextval('report_outcome_no')` as never),
      },
      event: 'report_outcome.concluded',
      after: { outcome },
    }
  })

/**
 * 重新核查: after the reporter's objection, by another person than the one who decided.
 * @throws as takeStep; conflict where nobody objected or a reward was granted; not_allowed for the person who decided
 */
export const reopenReport = (db: Db, viewer: Viewer, given: z.output<typeof reportReopening>, now: Date) =>
  takeStep(db, viewer, given, now, 'reopen', async (tx, report, account) => {
    const { recheckDueOn } = report
    if (recheckDueOn === null) throw conflict('举报人没有提出异议', 'The reporter has not objected')
    await refuseSamePerson(tx, report.id, account.userId)
    const granted = await tx.$count(
      rewards,
      and(eq(rewards.reportId, report.id), inArray(rewards.state, ['granted', 'claimed', 'paid'])),
    )
    if (granted > 0) throw conflict('此件已予奖励，结果不再重查', 'A reward was granted for it: its outcome stands')
    return {
      step: 'reopened',
      words: given.words,
      note: given.note,
      set: {
        refusalGround: null,
        acceptedOn: report.acceptedOn ?? cityDate(now),
        handleDueOn: report.handleDueOn ?? recheckDueOn,
      },
      event: 'report_outcome.reopened',
    }
  })

/** Who refused, referred or concluded it last does not look at it again. */
async function refuseSamePerson(tx: Db, reportId: number, userId: string): Promise<void> {
  const [decided] = await tx
    .select({ by: reportHistory.byUserId })
    .from(reportHistory)
    .where(and(eq(reportHistory.reportId, reportId), inArray(reportHistory.step, ['refused', 'referred', 'concluded'])))
    .orderBy(desc(reportHistory.id))
    .limit(1)
  if (decided?.by !== userId) return
  throw new DomainError(
    'not_allowed',
    '原结果由您作出，须由另一人核查 / You decided it before: another person has to look at it',
  )
}
