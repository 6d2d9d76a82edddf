import { and, desc, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { supervisionAnswers, supervisionFiles, supervisionOrders } from '#db/schema/supervision.ts'
import { lockForParty, type OrderInHand, writeHistory } from '#domain/supervision/commands/order/lock.ts'
import { type countyAnswer, type firmAnswer, type operatorAnswer, orderLimits } from '#domain/supervision/input.ts'
import { answeredAt, type OrderParty, stateOf } from '#domain/supervision/rules/machine.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'
import { formatTime } from '#src/i18n/format.ts'
import { holdsPrivateData } from '#src/text/personal-data.ts'

/** A file that lies in the store already. */
export interface AnswerFile {
  name: string
  mediaType: string
  sha256: string
  size: number
}

interface GivenAnswer {
  id: number
  isSupplement: boolean
  cause?: z.output<typeof firmAnswer>['cause']
  finding?: z.output<typeof operatorAnswer>['finding']
  result?: z.output<typeof countyAnswer>['result']
  words: string
  measures: string | null
  files: readonly AnswerFile[]
}

/** 自查、设备检查、核查: the answers of the three parties. What is wrong with each: see `answerOrder`. */
export const answerAsFirm = (db: Db, viewer: Viewer, given: WithFiles<typeof firmAnswer>, now: Date) =>
  answerOrder(db, viewer, 'firm', given, now)
export const answerAsOperator = (db: Db, viewer: Viewer, given: WithFiles<typeof operatorAnswer>, now: Date) =>
  answerOrder(db, viewer, 'operator', given, now)
export const answerAsCounty = (db: Db, viewer: Viewer, given: WithFiles<typeof countyAnswer>, now: Date) =>
  answerOrder(db, viewer, 'county', given, now)

type WithFiles<S extends z.ZodType> = z.output<S> & { files: readonly AnswerFile[] }

/**
 * A party's answer, or what it adds to the one that it gave. An answer after the term is taken and marked as late; none is ever
 * changed. Of the county's, the newest result is that of the order.
 * @throws DomainError not_allowed; not_found; conflict once closed, or when a colleague answered first, saying who; rule_broken at
 *   the field
 */
async function answerOrder(db: Db, viewer: Viewer, party: OrderParty, given: GivenAnswer, now: Date): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { order, account } = await lockForParty(tx, given.id, viewer, party)
    if (order.state === 'closed')
      throw conflict('督办单已办结，不能再答复', 'The order is closed: nothing more is added to it')
    await refuseUnfit(tx, order, party, given)
    const [answer] = await tx
      .insert(supervisionAnswers)
      .values({
        orderId: order.id,
        party,
        isSupplement: given.isSupplement,
        isLate: now > order.dueAt,
        cause: given.cause ?? null,
        finding: given.finding ?? null,
        result: given.result ?? null,
        words: given.words,
        measures: given.measures,
        by: account.userId,
        at: now,
      })
      .returning({ id: supervisionAnswers.id })
    const { id: answerId } = answer as { id: number }
    if (given.files.length > 0)
      await tx
        .insert(supervisionFiles)
        .values(given.files.map(({ name, mediaType, sha256, size }) => ({ answerId, name, mediaType, sha256, size })))
    const state = given.isSupplement ? order.state : stateOf({ ...order, [`${party}At`]: now })
    await tx
      .update(supervisionOrders)
      .set({
        state,
        ...(given.isSupplement ? {} : { [`${party}At`]: now }),
        ...(party === 'county' && given.result ? { result: given.result } : {}),
      })
      .where(eq(supervisionOrders.id, order.id))
    const step = given.isSupplement ? 'supplemented' : 'answered'
    await writeHistory(tx, { orderId: order.id, step, party, by: account.userId, at: now })
    await recordEvent(tx, {
      kind: `supervision.${step}`,
      subject: `supervision:${order.id}`,
      by: viewer,
      at: now,
      before: { state: order.state },
      after: {
        ...{ state, party, answerId, creditCode: order.creditCode, isLate: now > order.dueAt },
        ...{ cause: given.cause ?? null, finding: given.finding ?? null, result: given.result ?? null },
        files: given.files.map(({ sha256 }) => sha256),
      },
    })
  })
}

async function refuseUnfit(tx: Db, order: OrderInHand, party: OrderParty, given: GivenAnswer) {
  const firstAt = answeredAt(order, party)
  if (given.isSupplement && !firstAt) throw conflict('还没有答复，不能补充', 'There is no answer yet to add to')
  if (!given.isSupplement && firstAt) throw await overtaken(tx, order.id, party)
  if (!given.isSupplement) {
    const choice = { firm: 'cause', operator: 'finding', county: 'result' } as const
    if (!given[choice[party]]) throw refusal(choice[party], '请从列表中选择一项', 'Choose one from the list')
  }
  if (given.files.length > orderLimits.files)
    throw refusal(
      'files',
      `附件最多 ${orderLimits.files} 个，选了 ${given.files.length} 个`,
      `At most ${orderLimits.files} files; ${given.files.length} were chosen`,
    )
  for (const field of ['words', 'measures'] as const)
    if (holdsPrivateData(given[field] ?? ''))
      throw refusal(
        field,
        '这里像是写了证件号、手机号、住址或账号；答复是公开的，请删去',
        'This seems to hold an identity number, mobile number, address or account: answers are public, so leave it out',
      )
}

async function overtaken(tx: Db, orderId: number, party: OrderParty) {
  const [first] = await tx
    .select({ at: supervisionAnswers.at, name: users.name })
    .from(supervisionAnswers)
    .innerJoin(users, eq(users.id, supervisionAnswers.by))
    .where(and(eq(supervisionAnswers.orderId, orderId), eq(supervisionAnswers.party, party)))
    .orderBy(desc(supervisionAnswers.isSupplement), desc(supervisionAnswers.id))
    .limit(1)
  if (!first) return conflict('已有答复', 'It was answered meanwhile')
  return conflict(
    `${first.name}已于 ${formatTime('zh', first.at)} 答复，答复不能更改；您写的还在下面，可以作为补充提交`,
    `${first.name} answered meanwhile (${formatTime('en', first.at)}), and an answer is not changed. What you wrote is still below: send it as a supplement`,
  )
}
