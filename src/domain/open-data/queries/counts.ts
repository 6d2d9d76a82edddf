import type { Db } from '#db/client.ts'
import { openLists } from '#domain/open-data/queries/registry.ts'

/** How many rows each list has without a filter; a list that is only given in parts is not counted. */
export async function countLists(db: Db, now: Date): Promise<Map<string, number>> {
  const counted = await Promise.all(
    openLists
      .filter(({ isDumped }) => isDumped)
      .map(async (list) => {
        const { total } = await list.read(db, list.search.parse({ limit: '1' }), now, true)
        return [list.name, total ?? 0] as const
      }),
  )
  return new Map(counted)
}
