import { expect, it } from 'vitest'
import {
  countByCounty,
  getCityFigures,
  getFilingProgress,
  listLatestExposures,
  listOutletStandings,
} from '#domain/publication/queries.ts'
import { countStates } from '#domain/publication/rules.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')

it('each outlet of a latest disclosure stands once, by its factor nearest to the limit', async () => {
  const outlets = await listOutletStandings(database.db)
  expect(outlets.length).toBeGreaterThan(100)
  expect(new Set(outlets.map(({ outletId }) => outletId)).size).toBe(outlets.length)
  const counts = countStates(outlets)
  expect(counts.over).toBeGreaterThan(0)
  expect(counts.within).toBeGreaterThan(counts.over)
  const [disclosed] = await database.sql`
    select count(distinct r.outlet_id)::int as outlets from disclosure_rows r join disclosures d on d.id = r.disclosure_id
    where d.state = 'published' and d.year = (select max(year) from disclosures l where l.enterprise_id = d.enterprise_id and l.state = 'published')`
  expect(outlets.length).toBe(disclosed?.outlets)
  const worst = outlets[0]
  const [row] = await database.sql`
    select max(r.concentration_max / r.limit_max) as share from disclosure_rows r where r.outlet_id = ${worst?.outletId ?? 0}
    and r.limit_min is null and r.limit_max > 0 and r.disclosure_id in (select id from disclosures where state = 'published' and year = ${worst?.year ?? 0})`
  if (worst?.limitMin === null) expect(worst.share).toBeCloseTo(Number(row?.share))
})

it('the filing states of the counties add up to all that had to disclose', async () => {
  const progress = await getFilingProgress(database.db, '2026-11-23')
  expect(progress?.year).toBe(2026)
  expect(progress?.dueOn).toBe('2026-06-30')
  const [{ n } = { n: 0 }] = await database.sql<{ n: number }[]>`
    select count(*)::int as n from disclosure_obligations where year = 2026`
  const sum = (states: Record<string, number>) => Object.values(states).reduce((a, b) => a + b, 0)
  expect(sum(progress?.total ?? {})).toBe(n)
  expect([...(progress?.byRegion.values() ?? [])].map(sum).reduce((a, b) => a + b, 0)).toBe(n)
  expect(progress?.total.overdue).toBeGreaterThan(0)
})

it('before the deadline nobody is overdue', async () => {
  const progress = await getFilingProgress(database.db, '2026-06-30')
  expect(progress?.total.overdue).toBe(0)
  expect(progress?.total.not_yet_due).toBeGreaterThan(0)
})

it('a year before the first list has nothing to count', async () => {
  expect(await getFilingProgress(database.db, '2001-01-01')).toBeUndefined()
})

it('the counties hold all enterprises and outlets of the register', async () => {
  const counties = [...(await countByCounty(database.db, '2026-11-23')).values()]
  const figures = await getCityFigures(database.db, new Date('2026-11-23T04:00:00Z'))
  expect(counties.reduce((sum, county) => sum + county.enterprises, 0)).toBe(figures.enterpriseCount)
  expect(counties.reduce((sum, county) => sum + county.outlets, 0)).toBe(figures.outletCount)
})

it('the newest exposures come first and none is unpublished', async () => {
  const cases = await listLatestExposures(database.db, 5)
  const days = cases.map(({ decidedOn }) => decidedOn)
  expect(days).toEqual([...days].sort().reverse())
  for (const { id } of cases) {
    const [row] = await database.sql`select state from violation_cases where id = ${id}`
    expect(row?.state).toBe('published')
  }
})
