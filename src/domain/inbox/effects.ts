import { ringBells } from '#domain/inbox/commands/bells.ts'
import { waitingOrders } from '#domain/supervision/queries/waiting.ts'
import type { Effect } from '#platform/events/effects.ts'

/** An order has 24 hours: the browsers of those who have to answer it say so at once. */
export const ringForOrderEffect: Effect = {
  name: 'ring-for-order',
  kinds: ['supervision.issued'],
  run: async (tx, { subject, at }) => {
    const order = subject.replace(/^supervision:/, 'order:')
    await ringBells(
      tx,
      async (account) => (await waitingOrders(tx, account, at)).some((line) => line.subject === order),
      at,
    )
  },
}
