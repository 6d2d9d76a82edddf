import { askByMail, askByWebhook } from '#domain/subscription/commands/letters.ts'
import type { Effect } from '#platform/events/effects.ts'

/** Somebody wants to follow: the address is asked, by a letter with a link or by a challenge that it sends back. */
export const askSubscriberEffect: Effect = {
  name: 'ask-subscriber',
  kinds: ['subscription.asked'],
  run: async (tx, event) => {
    const id = Number(event.subject.replace(/^subscription:/, ''))
    await askByMail(tx, id)
    await askByWebhook(tx, id, event.at)
  },
}
