import { removeDumps } from '#domain/open-data/commands/remove.ts'
import { openLists } from '#domain/open-data/queries/registry.ts'
import type { Effect } from '#platform/events/effects.ts'

/** Something left a public list: its whole tables, of whatever day, go at once. The next are made without it. */
export const dropDumpsEffect: Effect = {
  name: 'drop-dumps',
  kinds: [...new Set(openLists.flatMap(({ hiddenBy }) => hiddenBy))],
  async run(tx, { kind }) {
    const lists = openLists.filter(({ hiddenBy }) => hiddenBy.includes(kind)).map(({ name }) => name)
    await removeDumps(tx, ({ list }) => lists.includes(list))
  },
}
