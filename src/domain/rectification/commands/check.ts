import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { problemChecks, problemHistory } from '#db/schema/rectification.ts'
import { lockProblem } from '#domain/rectification/commands/lock.ts'
import type { problemCheck } from '#domain/rectification/input.ts'
import { refusePersonalData } from '#domain/rectification/rules/public-words.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'

/**
 * 每月核查: that the county looked at an open problem, and what it saw; public on its page.
 * @throws DomainError not_allowed; not_found; conflict once closed; rule_broken at the field
 */
export async function checkProblem(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof problemCheck>,
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { problem, account } = await lockProblem(tx, given.no, viewer, 'problem.change')
    if (problem.state === 'closed')
      throw conflict('问题已销号，不再核查', 'The problem is closed: it is not checked any more')
    if (given.checkedOn < problem.foundOn || given.checkedOn > cityDate(now))
      throw refusal(
        'checkedOn',
        `核查日期应在发现日期 ${problem.foundOn} 与今天 ${cityDate(now)} 之间，填写的是 ${given.checkedOn}`,
        `The day of the check lies between ${problem.foundOn}, when the problem was found, and today, ${cityDate(now)}; ${given.checkedOn} was given`,
      )
    refusePersonalData('words', given.words)
    const by = { by: account.userId, at: now }
    await tx
      .insert(problemChecks)
      .values({ problemId: problem.id, checkedOn: given.checkedOn, words: given.words, ...by })
    await tx.insert(problemHistory).values({ problemId: problem.id, step: 'checked', words: given.words, ...by })
    await recordEvent(tx, {
      kind: 'problem.checked',
      subject: `problem:${problem.no}`,
      by: viewer,
      at: now,
      after: { checkedOn: given.checkedOn, words: given.words, creditCode: problem.creditCode },
    })
  })
}
