import { mailReturn } from '#domain/review/commands/mail-return.ts'
import type { Effect } from '#platform/events/effects.ts'

/** A bureau returned a disclosure: its firm hears of it by mail as well as on its desk. */
export const mailReturnEffect: Effect = {
  name: 'mail-return',
  kinds: ['review.returned'],
  run: (tx, event) => mailReturn(tx, Number(event.subject.replace(/^disclosure:/, ''))),
}
