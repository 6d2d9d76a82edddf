import type { supervisionKinds } from '#db/vocabulary.ts'
import { orderNumber } from '#domain/supervision/rules/number.ts'
import { formatTime } from '#src/i18n/format.ts'
import { term } from '#src/i18n/terms.ts'

interface MailedOrder {
  year: number
  no: number
  kind: (typeof supervisionKinds)[number]
  dueAt: Date
  firm: string
  outletCode: string
}
type About = 'issued' | 'overdue'

/** The mail about an order: what it is about, until when it is answered, and where. */
export const orderMail = {
  zh: {
    subject: (about: About, order: MailedOrder) =>
      about === 'issued' ? `${orderNumber('zh', order)}：请在期限内答复` : `${orderNumber('zh', order)}已逾期`,
    text: (about: About, order: MailedOrder, link: string) =>
      [
        `${order.firm} ${order.outletCode}：${term('zh', 'supervisionKind', order.kind)}。`,
        about === 'issued'
          ? `请在 ${formatTime('zh', order.dueAt)} 前答复（24 小时，节假日不顺延）。`
          : `答复期限 ${formatTime('zh', order.dueAt)} 已过，还没有收到您的答复。逾期是公开的；仍可答复，并注明逾期。`,
        link,
      ].join('\n'),
  },
  en: {
    subject: (about: About, order: MailedOrder) =>
      about === 'issued'
        ? `${orderNumber('en', order)}: please answer in time`
        : `${orderNumber('en', order)} is overdue`,
    text: (about: About, order: MailedOrder, link: string) =>
      [
        `${order.firm} ${order.outletCode}: ${term('en', 'supervisionKind', order.kind)}.`,
        about === 'issued'
          ? `Please answer by ${formatTime('en', order.dueAt)} (24 hours, holidays included).`
          : `The term ended on ${formatTime('en', order.dueAt)} and your answer has not come. This is public; you can still answer, and it will be marked as late.`,
        link,
      ].join('\n'),
  },
}
