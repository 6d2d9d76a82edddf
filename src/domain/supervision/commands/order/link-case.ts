import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { supervisionOrders } from '#db/schema/supervision.ts'
import type { supervisionKinds } from '#db/vocabulary.ts'
import { lockForOffice, type OrderInHand, writeHistory } from '#domain/supervision/commands/order/lock.ts'
import type { orderCase, orderCaseOpening } from '#domain/supervision/input.ts'
import { orderNumber } from '#domain/supervision/rules/number.ts'
import { caseToLink, openCaseOfLead, refusePersonalLead } from '#domain/violation/commands/casework/lead.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict } from '#platform/refuse.ts'

/** 关联案件: a case that is there. @throws DomainError rule_broken at `caseId`; conflict when one is linked */
export const linkOrderToCase = (db: Db, viewer: Viewer, given: z.output<typeof orderCase>, now: Date) =>
  link(db, viewer, given.id, now, async (tx) => {
    await caseToLink(tx, viewer, given.caseId)
    return given.caseId
  })

/**
 * 立案: a new draft with the order as its lead (source: on-line monitoring). @returns the number of the case
 * @throws DomainError rule_broken for personal data; CaseRefusal from the draft
 */
export const openCaseFromOrder = (db: Db, viewer: Viewer, given: z.output<typeof orderCaseOpening>, now: Date) =>
  link(db, viewer, given.id, now, async (tx, order) => {
    refusePersonalLead(given)
    const lead = {
      leadSource: 'online',
      leadWords: '在线监控督办单',
      category: categories[order.kind],
      creditCode: order.creditCode,
      enterpriseName: order.enterpriseName,
      regionCode: order.regionCode,
      title: given.title,
      facts: given.facts,
      actOn: cityDate(order.firstAt),
      leadOn: cityDate(order.issuedAt),
      leadReference: orderNumber('zh', order),
    } as const
    return openCaseOfLead(tx, viewer, lead, now)
  })

async function link(
  db: Db,
  viewer: Viewer,
  id: number,
  now: Date,
  find: (tx: Db, order: OrderInHand) => Promise<number>,
): Promise<number> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { order, account } = await lockForOffice(tx, id, viewer, 'supervision.answer_county')
    if (order.caseId !== null)
      throw conflict(`已关联案件 ${order.caseId}`, `The order is linked to case ${order.caseId} already`)
    if (!order.countyAt) throw conflict('先报告核查结果，再立案', 'Report the result of the investigation first')
    const caseId = await find(tx, order)
    await tx.update(supervisionOrders).set({ caseId }).where(eq(supervisionOrders.id, id))
    await writeHistory(tx, { orderId: id, step: 'case_linked', by: account.userId, at: now })
    await recordEvent(tx, {
      kind: 'supervision.case_linked',
      subject: `supervision:${id}`,
      by: viewer,
      at: now,
      after: { caseId, creditCode: order.creditCode },
    })
    return caseId
  })
}

const categories = {
  exceedance: 'serious_exceedance',
  offline: 'abnormal_operation',
  zero: 'falsified_data',
  frozen: 'falsified_data',
  out_of_range: 'abnormal_operation',
} as const satisfies Record<(typeof supervisionKinds)[number], string>
