import { and, count, desc, eq, gt, inArray, lte } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { supervisionHistory as history, supervisionOrders as orders } from '#db/schema/supervision.ts'
import type { Subject } from '#domain/subscription/input/subscription.ts'
import { most, type News, ofSubject, type Span } from '#domain/subscription/queries/news-item.ts'
import { orderNumber } from '#domain/supervision/rules/number.ts'
import { subscriptionMessages } from '#src/i18n/messages/subscription.ts'
import { term } from '#src/i18n/terms.ts'

/** Orders of on-line monitoring that were issued, became overdue or were closed; overdue once, however many parties are late. */
export async function newOrderSteps(db: Db, subject: Subject, { since, until }: Span): Promise<News> {
  const steps = db
    .selectDistinctOn([history.orderId, history.step, history.at], {
      ...{ orderId: history.orderId, step: history.step, at: history.at },
      ...{ year: orders.year, no: orders.no, orderKind: orders.kind },
      ...{ enterprise: enterprises.name, enterpriseEn: enterprises.nameEn, creditCode: enterprises.creditCode },
    })
    .from(history)
    .innerJoin(orders, eq(orders.id, history.orderId))
    .innerJoin(enterprises, eq(enterprises.id, orders.enterpriseId))
    .where(
      and(
        inArray(history.step, ['issued', 'overdue', 'closed']),
        gt(history.at, since),
        lte(history.at, until),
        ofSubject(subject),
      ),
    )
    .as('steps')
  const [rows, [counted]] = await Promise.all([
    db.select().from(steps).orderBy(desc(steps.at), desc(steps.orderId)).limit(most),
    db.select({ total: count() }).from(steps),
  ])
  return {
    items: rows.map(({ orderId, step, year, no, orderKind, ...row }) => {
      const titleIn = (locale: 'zh' | 'en') =>
        subscriptionMessages[locale].orderStep(
          orderNumber(locale, { year, no }),
          term(locale, 'supervisionKind', orderKind),
          term(locale, 'supervisionStep', step),
        )
      return {
        kind: 'order',
        path: `/monitoring/orders/${orderId}#${step}`,
        ...{ title: titleIn('zh'), titleEn: titleIn('en') },
        ...row,
      }
    }),
    total: counted?.total ?? 0,
  }
}
