import { listPeerComparison } from '#domain/disclosure/queries/peers.ts'
import { explain, watchQueries } from '#test/bench/queries.ts'
import type { Bench } from '#test/bench/run.ts'
import type { BenchSite } from '#test/bench/site.ts'

export const bench: Bench = {
  title: 'A disclosure beside its peers, of 100,000 that published the same year: the plan',
  run: async (site) => {
    const id = await oneOfMany(site)
    const { queries, ms } = await watchQueries(site.databaseUrl, async (db, seen) => {
      await listPeerComparison(db, id)
      const started = performance.now()
      await listPeerComparison(db, id)
      return { queries: seen.slice(0, 1), ms: performance.now() - started }
    })
    const scanned = await explain(site.databaseUrl, 'medians of sector and county', queries)
    return [
      {
        name: 'peers of one disclosure (kept by the page cache)',
        beside: 'tables read from end to end',
        ours: `${ms.toFixed(0)} ms; ${scanned.join(', ') || 'none'}`,
        floor: 'none',
        ratio: null,
        goal: null,
      },
    ]
  },
}

/** Of the sector and county with the most enterprises: the worst case. */
async function oneOfMany({ connection: { sql } }: BenchSite): Promise<number> {
  const [found] = await sql<{ id: number }[]>`
    select d.id from disclosures d join enterprises e on e.id = d.enterprise_id
    join lateral (select count(*) as peers from enterprises p where p.sector_code = e.sector_code or p.region_code = e.region_code) n on true
    where d.state = 'published' and e.id <= 200
    order by d.year desc, n.peers desc, d.id limit 1`
  return found?.id as number
}
