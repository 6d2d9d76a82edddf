import { mailOrder } from '#domain/supervision/commands/mail-order.ts'
import type { Effect } from '#platform/events/effects.ts'

/** An order was issued, or its term passed: those who have to answer hear of it by mail as well as on their desks. */
export const mailOrderEffect: Effect = {
  name: 'mail-order',
  kinds: ['supervision.issued', 'supervision.overdue'],
  run: async (tx, event) =>
    void (await mailOrder(
      tx,
      Number(event.subject.replace(/^supervision:/, '')),
      event.kind === 'supervision.issued' ? 'issued' : 'overdue',
    )),
}
