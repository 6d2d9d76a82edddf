import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { listPeerComparison } from '#domain/disclosure/queries/peers.ts'
import { listTrends } from '#domain/disclosure/queries/trends.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')

interface Published {
  id: number
  enterpriseId: number
  year: number
  sector: string
  region: string
}

async function newest(): Promise<Published> {
  const [found] = (await database.db.execute(sql`
    select d.id, d.enterprise_id as "enterpriseId", d.year, e.sector_code as sector, e.region_code as region
    from disclosures d join enterprises e on e.id = d.enterprise_id
    where d.state = 'published' and e.sector_code = 'paper' order by d.year desc, d.id limit 1`)) as unknown as Published[]
  return found as Published
}

describe('a disclosure among its peers', () => {
  it('stands beside the median of the others of its sector, worked out one by one', async () => {
    const own = await newest()
    const compared = await listPeerComparison(database.db, own.id)
    const cod = compared.find(({ factorCode }) => factorCode === 'w01018')
    expect(cod).toBeDefined()
    const others = (await database.db.execute(sql`
      select avg(r.concentration_mean / r.limit_max)::float8 as share
      from disclosures d join enterprises e on e.id = d.enterprise_id
      join disclosure_rows r on r.disclosure_id = d.id join outlets o on o.id = r.outlet_id
      where d.state = 'published' and d.year = ${own.year} and e.sector_code = ${own.sector} and e.id <> ${own.enterpriseId}
        and r.factor_code = 'w01018' and o.kind = 'water_outlet' and r.concentration_mean is not null and r.limit_max > 0
      group by e.id`)) as unknown as { share: number }[]
    const shares = others.map(({ share }) => share).sort((a, b) => a - b)
    expect(cod?.shares.sector.peers).toBe(shares.length)
    const middle = (shares.length - 1) / 2
    const median = ((shares[Math.floor(middle)] as number) + (shares[Math.ceil(middle)] as number)) / 2
    if (shares.length >= 5) expect(cod?.shares.sector.value).toBeCloseTo(median, 9)
    else expect(cod?.shares.sector.value).toBeNull()
  })

  it('is given no median of fewer than five, whatever the factor', async () => {
    const compared = await listPeerComparison(database.db, (await newest()).id)
    for (const { shares, totals } of compared) {
      for (const { peers, value } of [shares.sector, shares.county, totals.sector, totals.county]) {
        expect(value === null).toBe(peers < 5)
      }
    }
  })

  it('has nothing to show for a draft that does not exist', async () =>
    expect(await listPeerComparison(database.db, 999_999)).toEqual([]))
})

it('the trends of a disclosure end in its year and hold what each version in force says', async () => {
  const own = await newest()
  const trends = await listTrends(database.db, own.enterpriseId, own.year - 1)
  expect(trends.length).toBeGreaterThan(3)
  for (const { points } of trends) {
    expect(points.map(({ year }) => year)).toEqual([4, 3, 2, 1, 0].map((back) => own.year - 1 - back))
  }
  const [counted] = (await database.db.execute(
    sql`select count(*)::int as rows from disclosure_rows where disclosure_id = ${own.id}`,
  )) as unknown as { rows: number }[]
  expect(trends.length).toBe(counted?.rows)
})
