import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { supervisionOrders } from '#db/schema/supervision.ts'
import { lockForOffice, type OrderInHand, writeHistory } from '#domain/supervision/commands/order/lock.ts'
import type { orderWords } from '#domain/supervision/input.ts'
import { mayClose } from '#domain/supervision/rules/machine.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'
import { holdsPrivateData } from '#src/text/personal-data.ts'

type Words = z.output<typeof orderWords>
type Step = 'commented' | 'escalated' | 'closed'

/** 批示: the city's words on an order, in public. @throws DomainError not_allowed; not_found; conflict once closed; rule_broken */
export const commentOnOrder = (db: Db, viewer: Viewer, given: Words, now: Date) =>
  oversee(db, viewer, given, now, 'commented', () => ({}))

/** 提级督办: the city takes an order up, once, at any time before it is closed. */
export const escalateOrder = (db: Db, viewer: Viewer, given: Words, now: Date) =>
  oversee(db, viewer, given, now, 'escalated', (order) => {
    if (order.escalatedAt) throw conflict('已提级督办', 'The city has taken it up already')
    return { escalatedAt: now }
  })

/** 办结: once the county has said what it found, and the others answered or let their term pass. */
export const closeOrder = (db: Db, viewer: Viewer, given: Words, now: Date) =>
  oversee(db, viewer, given, now, 'closed', (order) => {
    if (!mayClose(order, now))
      throw conflict(
        order.countyAt ? '三方还没有全部答复，期限也未过，不能办结' : '县区还没有报告核查结果，不能办结',
        order.countyAt
          ? 'Not all have answered and the term is not over: it cannot be closed yet'
          : 'The county has not reported its result: it cannot be closed yet',
      )
    return { state: 'closed' as const, closedAt: now }
  })

async function oversee(
  db: Db,
  viewer: Viewer,
  { id, words }: Words,
  now: Date,
  step: Step,
  work: (order: OrderInHand) => Partial<typeof supervisionOrders.$inferInsert>,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { order, account } = await lockForOffice(tx, id, viewer, 'supervision.oversee')
    if (order.state === 'closed') throw conflict('督办单已办结', 'The order is closed')
    if (holdsPrivateData(words))
      throw refusal(
        'words',
        '这里像是写了证件号、手机号、住址或账号；督办单是公开的，请删去',
        'This seems to hold an identity number, mobile number, address or account: orders are public, so leave it out',
      )
    const set = work(order)
    if (Object.keys(set).length > 0) await tx.update(supervisionOrders).set(set).where(eq(supervisionOrders.id, id))
    await writeHistory(tx, { orderId: id, step, words, by: account.userId, at: now })
    await recordEvent(tx, {
      kind: `supervision.${step}`,
      subject: `supervision:${id}`,
      by: viewer,
      at: now,
      before: { state: order.state },
      after: { state: set.state ?? order.state, creditCode: order.creditCode, words },
    })
  })
}
