import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Sql } from '#db/client.ts'
import { isInside } from '#db/inside.ts'
import { demoCast } from '#db/seed/cast.ts'
import { makeCity } from '#db/seed/city/city.ts'
import { counties } from '#db/seed/city/counties/all.ts'
import { onWater, readBoundaries } from '#db/seed/city/places.ts'
import { loadDemoCity } from '#db/seed/load.ts'
import { judgeAgainstLimit } from '#domain/enterprise/rules/limit.ts'
import { putFile } from '#platform/storage/files.ts'
import { isCheckedCreditCode } from '#test/support/credit-code.ts'
import { useDatabase } from '#test/support/database.ts'

const day = '2026-11-24'

describe('the demo city', () => {
  const database = useDatabase('qy_empty')
  const one = async <T>(query: Promise<readonly T[]>) => (await query)[0] as T

  test('is loaded in one go and not loaded twice', async () => {
    const before = performance.now()
    await loadDemoCity(database.url, putFile, day)
    console.log(`demo city: loaded in ${Math.round(performance.now() - before)} ms`)
    const first = await hashOf(database.sql)
    await loadDemoCity(database.url, putFile, day)
    expect(await hashOf(database.sql)).toBe(first)
  })

  test('has 400 enterprises over all 43 sectors and all eight reporting units', async () => {
    const { sql } = database
    expect(
      await one(sql`select count(*)::int as n, count(distinct sector_code)::int as sectors, count(distinct region_code)::int as regions,
      count(distinct name)::int as names from enterprises`),
    ).toEqual({ n: 400, sectors: 43, regions: 8, names: 400 })
  })

  test('has about 1,100 outlets of all three kinds, each with limits', async () => {
    const { sql } = database
    const { n, kinds, bare } = await one<{ n: number; kinds: number; bare: number }>(sql`
      select count(*)::int as n, count(distinct kind)::int as kinds,
        (count(*) filter (where not exists (select from outlet_limits l where l.outlet_id = o.id)))::int as bare
      from outlets o`)
    expect(n).toBeGreaterThan(1000)
    expect(n).toBeLessThan(1200)
    expect({ kinds, bare }).toEqual({ kinds: 3, bare: 0 })
  })

  test('has credit codes whose check characters are right', async () => {
    for (const { credit_code } of await database.sql`select credit_code from enterprises`) {
      expect(isCheckedCreditCode(credit_code), credit_code).toBe(true)
    }
  })

  test('has its firms inside their county’s boundary and on dry land', async () => {
    const boundaries = readBoundaries()
    const within = new Map(counties.map((county) => [county.code, county.within]))
    const rows = await database.sql`select name, region_code, longitude_deg as x, latitude_deg as y from enterprises`
    for (const { name, region_code, x, y } of rows) {
      const ring = boundaries.get(within.get(region_code) as string)
      expect(ring && isInside(x, y, [ring]), `${name} in ${region_code}`).toBe(true)
      expect(onWater([x, y]), `${name} on water`).toBe(false)
    }
  })

  test('lists 120 key polluters in each of five years, mostly the same ones', async () => {
    const years = await database.sql`
      select year, count(distinct enterprise_id)::int as n from key_polluters group by 1 order by 1`
    expect(years).toEqual([2022, 2023, 2024, 2025, 2026].map((year) => ({ year, n: 120 })))
    const { kept } = await one<{ kept: number }>(database.sql`
      select count(*)::int as kept from (select enterprise_id from key_polluters where year = 2025
        intersect select enterprise_id from key_polluters where year = 2026) both_years`)
    expect(kept).toBeGreaterThan(90)
    expect(kept).toBeLessThan(120)
  })

  test('obliges exactly the listed firms, by 30 June or 90 days after the list', async () => {
    const { sql } = database
    expect(
      await sql`select year, enterprise_id from key_polluters except select year, enterprise_id from disclosure_obligations`,
    ).toEqual([])
    expect(
      await sql`select year, enterprise_id from disclosure_obligations except select year, enterprise_id from key_polluters`,
    ).toEqual([])
    expect(
      await sql`
      select o.year from disclosure_obligations o join disclosure_deadlines d using (year) join key_polluter_lists l using (year)
        join disclosure_rules r on r.rule_set = d.rule_set and r.duty = 'annual'
      where o.year < 2026 and o.due_on <> coalesce((o.year || '-' || r.fixed_day)::date, l.published_on + r.days)`,
    ).toEqual([])
  })

  test('filed mostly on time in past years; this year 84 of 120 have, some are overdue, some not yet due', async () => {
    const rows = await database.sql<{ year: number; on_time: number; late: number; open: number; overdue: number }[]>`
      select year,
        (count(*) filter (where published_at < (due_on + 1)::timestamp at time zone 'Asia/Shanghai'))::int as on_time,
        (count(*) filter (where published_at >= (due_on + 1)::timestamp at time zone 'Asia/Shanghai'))::int as late,
        (count(*) filter (where published_at is null))::int as open,
        (count(*) filter (where published_at is null and due_on < ${day}))::int as overdue
      from disclosure_obligations group by 1 order by 1`
    for (const { year, on_time, late, open } of rows.filter((row) => row.year < 2026)) {
      expect(on_time / 120, `${year}`).toBeGreaterThan(0.85)
      expect(late, `${year}`).toBeGreaterThan(0)
      expect(open, `${year}`).toBeLessThan(5)
    }
    const now = rows.at(-1)
    expect(now && now.on_time + now.late).toBe(84)
    expect(now?.open).toBe(36)
    expect(now && now.open > now.overdue && now.overdue > 20).toBe(true)
  })

  test('keeps the day of the first publication in the obligation', async () => {
    expect(
      await database.sql`
      select o.year, o.enterprise_id from disclosure_obligations o
      where o.published_at is distinct from (select min(d.published_at) from disclosures d
        where d.enterprise_id = o.enterprise_id and d.year = o.year and d.version = 1)`,
    ).toEqual([])
  })

  test('has corrections that name the version they supersede and say why', async () => {
    const rows = await database.sql`
      select d.correction_reason, o.state, o.published_at < d.published_at as later
      from disclosures d join disclosures o on o.id = d.supersedes_id where d.version = 2`
    expect(rows.length).toBeGreaterThan(10)
    for (const row of rows) {
      expect(row).toMatchObject({ state: 'superseded', later: true })
      expect(row.correction_reason.length).toBeGreaterThan(10)
    }
  })

  test('has exceedances exactly where a maximum stands over its limit, and each has its reason', async () => {
    const rows = await database.sql`
      select disclosure_id, factor_code, concentration_min::float8 as min, concentration_max::float8 as max, limit_min::float8 as low,
        limit_max::float8 as high, exceedance_count as count, judged_count as judged, exceedance_reason as reason
      from disclosure_rows where concentration_state = 'measured' and limit_max is not null`
    let over = 0
    for (const row of rows) {
      const limits = { limitMin: row.low, limitMax: row.high }
      const stands = [row.min, row.max].some(
        (value) =>
          judgeAgainstLimit({ value, ...limits }).standing === 'over' && (value === row.max || row.low !== null),
      )
      expect(row.count > 0, `${row.disclosure_id} ${row.factor_code} ${row.max}/${row.high}`).toBe(stands)
      expect(row.count > 0, `${row.disclosure_id} ${row.factor_code}`).toBe(row.reason !== null)
      expect(row.judged, `${row.disclosure_id} ${row.factor_code}`).toBeGreaterThan(0)
      if (row.count > 0) over++
    }
    expect(over).toBeGreaterThan(80)
  })

  test('has totals that are one flow times each mean: the same quotient for all factors of an outlet in a year', async () => {
    const rows = await database.sql`
      select disclosure_id, outlet_id, max(total_tonnes / concentration_mean)::float8 / min(total_tonnes / concentration_mean)::float8 as spread
      from disclosure_rows r join disclosures d on d.id = r.disclosure_id
      where concentration_mean > 0 and total_tonnes > 0 and d.state = 'published'
      group by 1, 2 having count(*) > 1`
    expect(rows.length).toBeGreaterThan(500)
    for (const { disclosure_id, outlet_id, spread } of rows) {
      expect(spread, `disclosure ${disclosure_id}, outlet ${outlet_id}`).toBeLessThan(1.01)
    }
  })

  test('stays mostly below the permitted totals', async () => {
    const { all, over } = await one<{ all: number; over: number }>(database.sql`
      select count(*)::int as all, (count(*) filter (where total_tonnes > permitted_tonnes))::int as over
      from disclosure_rows where total_tonnes is not null and permitted_tonnes is not null`)
    expect(over).toBeGreaterThan(0)
    expect(over / all).toBeLessThan(0.05)
  })

  test('gives each missing value its reason', async () => {
    const rows = await database.sql`select distinct concentration_state::text as state from disclosure_rows order by 1`
    expect(rows.map(({ state }) => state)).toEqual([
      'below_detection',
      'measured',
      'no_discharge',
      'not_required',
      'overdue',
    ])
    expect(
      await database.sql`
      select 1 from disclosure_rows where concentration_state is null or total_state is null
        or (concentration_state = 'below_detection') <> (detection_limit is not null)`,
    ).toEqual([])
  })

  test('carries in the register what the newest disclosure and the published cases say', async () => {
    expect(
      await database.sql`
      select e.id from enterprises e
      where e.exceedance_count <> coalesce((select sum(r.exceedance_count) from disclosure_rows r where r.disclosure_id = (
          select d.id from disclosures d where d.enterprise_id = e.id and d.state = 'published' order by d.year desc limit 1)), 0)
        or e.violation_count <> (select count(*) from violation_cases c where c.enterprise_id = e.id and c.state = 'published')
        or e.discharges_water <> exists (select from outlets o where o.enterprise_id = e.id and o.kind = 'water_outlet')
        or e.discharges_air <> exists (select from outlets o where o.enterprise_id = e.id and o.kind <> 'water_outlet')`,
    ).toEqual([])
  })

  test('casts its known firms: the paper mill has still to file this year, the smelter exceeds and was punished', async () => {
    const firms = await database.sql`
      select e.credit_code, e.region_code, e.sector_code, e.exceedance_count > 0 as exceeding, e.violation_count > 1 as punished,
        (select array_agg(k.kind::text order by k.kind) from key_polluters k where k.enterprise_id = e.id and k.year = 2026) as kinds,
        (select count(*)::int from disclosures d where d.enterprise_id = e.id and d.year < 2026 and d.state = 'published') as years,
        (select count(*)::int from disclosures d where d.enterprise_id = e.id and d.year = 2026) as this_year
      from enterprises e where e.credit_code in ${database.sql(Object.values(demoCast))}`
    const of = (code: string) => firms.find((firm) => firm.credit_code === code)
    expect(of(demoCast.paperMill)).toMatchObject({
      region_code: '430922',
      sector_code: 'paper',
      years: 4,
      this_year: 0,
    })
    expect(of(demoCast.paperMill)?.kinds).toEqual(expect.arrayContaining(['water', 'air']))
    expect(of(demoCast.antimonySmelter)).toMatchObject({ region_code: '430923', exceeding: true, punished: true })
    expect(of(demoCast.sewagePlant)).toMatchObject({ sector_code: 'sewage', exceeding: false, punished: false })
    expect(of(demoCast.cementWorks)).toMatchObject({ region_code: '430922', sector_code: 'cement' })
  })

  test('gives the paper mill three water outlets, four stacks and a boundary', async () => {
    const outlets = await database.sql<{ kind: string; codes: string[] }[]>`
      select o.kind, array_agg(o.code order by o.code) as codes from outlets o join enterprises e on e.id = o.enterprise_id
      where e.credit_code = ${demoCast.paperMill} group by 1 order by 1`
    expect(outlets).toEqual([
      { kind: 'water_outlet', codes: ['DW001', 'DW002', 'DW003'] },
      { kind: 'stack', codes: ['DA001', 'DA002', 'DA003', 'DA004'] },
      { kind: 'fugitive', codes: ['MF001'] },
    ])
  })

  test('has no telephone that anybody could answer', async () => {
    for (const { phone, email } of await database.sql`select phone, email from enterprise_contacts`) {
      expect(phone).toMatch(/^0737-000\d{4}$/)
      expect(email).toMatch(/\.example$/)
    }
  })
})

describe('the making of the city', () => {
  test('gives the same city for the same day and another for another', () => {
    const digest = (today: string) => {
      const { firms, disclosures, cases, obligations } = makeCity(today)
      const plain = {
        firms,
        obligations: obligations.map(({ firm, ...rest }) => ({ ...rest, firm: firm.id })),
        cases,
        disclosures,
      }
      return createHash('sha256').update(JSON.stringify(plain)).digest('hex')
    }
    expect(digest(day)).toBe(digest(day))
    expect(digest(day)).not.toBe(digest('2026-05-20'))
  })

  test.each(['2026-01-01', '2026-02-10', '2026-05-20', '2026-06-30', '2026-07-01', '2027-12-31'])(
    'stands on any day, also on %s: nothing happens after it',
    (today) => {
      const { disclosures, cases, lists, obligations } = makeCity(today)
      expect(lists.map(({ publishedOn }) => publishedOn <= today)).not.toContain(false)
      for (const { publishedAt } of disclosures) expect(publishedAt.slice(0, 10) <= today).toBe(true)
      for (const { decidedOn, publishedAt, steps, removedOn } of cases) {
        const days = [decidedOn, publishedAt?.slice(0, 10), removedOn, ...steps.map(({ happenedOn }) => happenedOn)]
        for (const happened of days) if (happened) expect(happened <= today, happened).toBe(true)
      }
      expect(cases.length).toBe(600)
      expect(obligations.length).toBe(600)
    },
  )
})

/** All rows of the loaded tables. */
async function hashOf(sql: Sql): Promise<string> {
  const tables = [
    'enterprises',
    'outlets',
    'outlet_limits',
    'permits',
    'permitted_totals',
    'treatment_facilities',
    'key_polluters',
    'disclosure_obligations',
    'disclosures',
    'disclosure_rows',
    'disclosure_items',
    'disclosure_files',
    'violation_cases',
    'violation_measures',
    'violation_steps',
    'disclosure_reviews',
    'disclosure_review_points',
    'disclosure_doubts',
    'error_reports',
    'error_report_answers',
  ]
  const parts = await Promise.all(
    tables.map(async (table) => {
      const [row] = await sql`select md5(string_agg(t::text, '|' order by t::text)) as hash from ${sql(table)} t`
      return row?.hash
    }),
  )
  return parts.join(' ')
}
