import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { listYearRules } from '#domain/disclosure/queries/rules.ts'
import { dueDay, obligedYears, supplementDueDay } from '#domain/disclosure/rules/deadline.ts'

export interface Listing {
  listYear: number
  enterpriseIds: number[]
  publishedOn: string
  /** Put on the list after it was published: a term of its own. */
  isSupplement: boolean
}

export interface MadeObligation {
  year: number
  dueOn: string
  count: number
}

/**
 * Obliges the firms of a list, or of a supplement to it, for the disclosures that the rules of the years name. Who is obliged
 * already keeps the day; who has published of free will before has published. The work of publishing the list, in its
 * transaction.
 * @returns what was made, by year; empty when no rule of the city names a day
 */
export async function oblige(tx: Db, { listYear, enterpriseIds, publishedOn, isSupplement }: Listing) {
  const rules = await listYearRules(tx, [listYear, listYear + 1])
  const made: MadeObligation[] = []
  for (const year of obligedYears(listYear, (each) => rules.get(each)?.annual)) {
    const { annual, supplement } = rules.get(year) ?? {}
    const dueOn =
      annual &&
      (isSupplement ? supplementDueDay(annual, supplement, year, publishedOn) : dueDay(annual, year, publishedOn))
    if (!dueOn) continue
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
