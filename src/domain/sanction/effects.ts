import { liftForCase } from '#domain/sanction/commands/end.ts'
import type { Effect } from '#platform/events/effects.ts'

/** A case leaves the board, however: what rested on it alone is lifted. */
export const liftPunishmentsEffect: Effect = {
  name: 'lift-punishments',
  kinds: ['case.*'],
  run: async (tx, event) => {
    const [, id] = /^case:([1-9]\d{0,8})$/.exec(event.subject) ?? []
    if (id) await liftForCase(tx, Number(id), event.at)
  },
}
