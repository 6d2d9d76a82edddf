import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { type ListDay, listDueDays } from '#domain/disclosure/queries/due-days.ts'

export interface MadeObligation {
  year: number
  dueOn: string
  count: number
}

/**
 * Obliges the firms of a list, or of a supplement to it, for the disclosures that the rules of the years name. Who is obliged
 * already keeps the day; who has published of free will before has published. The work of publishing the list, in its
 * transaction.
 * @returns what was made, by year
 */
export async function oblige(tx: Db, list: ListDay, enterpriseIds: number[]): Promise<MadeObligation[]> {
  const made: MadeObligation[] = []
  for (const { year, dueOn } of await listDueDays(tx, list)) {
    const rows = await tx.execute(sql`
      insert into disclosure_obligations (enterprise_id, year, due_on, published_at)
      select id, ${year}, ${dueOn}::date,
        (select min(d.published_at) from disclosures d where d.enterprise_id = id and d.year = ${year} and d.state <> 'draft')
      from unnest(${`{${enterpriseIds.join(',')}}`}::int[]) as id
      on conflict do nothing returning 1`)
    made.push({ year, dueOn, count: rows.length })
  }
  return made
}
