import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { closeDueDays } from '#domain/monitoring/commands/rates/close-days.ts'
import { countFirmBands } from '#domain/monitoring/queries/rates/bands.ts'
import { listLedger, listSigns, sumLedger } from '#domain/monitoring/queries/rates/ledger.ts'
import {
  listDayRates,
  listFirmRates,
  listMonthsOfOutlet,
  listOutletRates,
  listRateMonths,
  listRegionRates,
  rateOf,
} from '#domain/monitoring/queries/rates/rates.ts'
import { readOnRates } from '#domain/monitoring/queries/rates/read-on.ts'
import { rateBandEdges } from '#domain/monitoring/rules/rates/bands.ts'
import { rateOfCounts } from '#domain/monitoring/rules/rates/rate.ts'
import { valueAt } from '#src/cli/simulate/plant.ts'

import { type Habit, readSites, type SimulatedSite } from '#src/cli/simulate/site.ts'
import { useDatabase } from '#test/support/database.ts'
import { registerDevice } from '#test/support/readings.ts'

const database = useDatabase('qy_demo')
const month = '2026-09'
const hourMs = 3_600_000
const startMs = Date.parse('2026-09-01T00:00:00+08:00')

interface Place {
  id: number
  firm: number
  credit_code: string
  region_code: string
  habit: Habit
}
let places: Place[]

/** Stacks of one sector with a month of the simulator's own plants: the second marks its bad hours as maintenance. */
beforeAll(async () => {
  const owner = database.owner.sql
  const found = await owner<Place[]>`
    select o.id, e.id as firm, e.credit_code, e.region_code from outlets o join enterprises e on e.id = o.enterprise_id
    where o.kind = 'stack' and exists (select from outlet_limits l where l.outlet_id = o.id and l.factor_code = 'a21002' and l.valid_to is null
      and l.valid_from < '2026-09-01')
      and e.sector_code = (select e.sector_code from outlets o join enterprises e on e.id = o.enterprise_id
        join outlet_limits l on l.outlet_id = o.id and l.factor_code = 'a21002' where o.kind = 'stack' group by 1 order by count(distinct e.id) desc, 1 limit 1)
    order by o.id limit 6`
  places = found.map((place, i) => ({ ...place, habit: i === 1 ? 'cheating' : 'usual' }))
  for (const { id } of places) await registerDevice(owner, `S${id}`, id, 'accepted', '2026-09-01')
  const sites = await readSites(owner, 100, '2026-09-01')
  const rows = sites.flatMap((site) => hoursOf(site, places.find(({ id }) => site.mn === `S${id}`) as Place))
  await owner`select make_reading_parts('2026-09-01')`
  for (let start = 0; start < rows.length; start += 5000)
    await owner`insert into readings (outlet_id, factor_no, kind, at, mean, min, max, flag, received_at)
      select r.outlet_id, f.no, 'hour', to_timestamp(r.ms / 1000), r.mean, r.min, r.max, r.flag, to_timestamp(r.ms / 1000)
      from json_to_recordset(${JSON.stringify(rows.slice(start, start + 5000))}::text::json)
        as r (outlet_id int, code text, ms float8, mean float8, min float8, max float8, flag text) join factors f on f.code = r.code`
  await closeDueDays(database.db, new Date('2026-10-01T06:00:00+08:00'))
}, 120_000)

/** The third plant sends nothing on its first ten days. */
function hoursOf(site: SimulatedSite, place: Place) {
  return [...Array(30 * 24).keys()].flatMap((hour) => {
    if (place === places[2] && hour < 240) return []
    return site.factors
      .filter(({ code }) => code === 'a21002')
      .map((factor) => {
        const ms = startMs + hour * hourMs
        const samples = [5, 25, 45].map((minute) => valueAt(site, place.habit, factor, ms + minute * 60_000))
        const values = samples.map(({ value }) => value)
        const mean = Number((values.reduce((a, b) => a + b, 0) / 3).toPrecision(4))
        return {
          outlet_id: place.id,
          code: factor.code,
          ms,
          mean,
          min: Math.min(...values),
          max: Math.max(...values),
          flag: samples[0]?.flag,
        }
      })
  })
}

describe('the transmission effective rate', () => {
  it('is the same however it is asked: by outlet, firm, county and city, by month and by its days', async () => {
    const { db } = database
    const city = await rateOf(db, 'city', { month })
    const outlets = await Promise.all(places.map(({ id }) => rateOf(db, { outletId: id }, { month })))
    const sum = (of: 'due' | 'received' | 'valid') => outlets.reduce((total, counts) => total + counts[of], 0)
    expect(city).toMatchObject({ due: sum('due'), received: sum('received'), valid: sum('valid') })
    const days = await listDayRates(db, month)
    expect(days).toHaveLength(30)
    expect(days.reduce((total, { valid }) => total + valid, 0)).toBe(city.valid)
    expect(days[0]?.isConfirmed).toBe(false)
    const counties = [...(await listRegionRates(db, month)).values()]
    expect(counties.reduce((total, { due }) => total + due, 0)).toBe(city.due)
    const firms = [...new Set(places.map(({ firm }) => firm))]
    const byFirm = await Promise.all(firms.map((enterpriseId) => rateOf(db, { enterpriseId }, { month })))
    expect(byFirm.reduce((total, { valid }) => total + valid, 0)).toBe(city.valid)
    const day = await rateOf(db, 'city', { day: '2026-09-12' })
    const ofDay = await Promise.all(places.map(({ id }) => rateOf(db, { outletId: id }, { day: '2026-09-12' })))
    expect(day.received).toBe(ofDay.reduce((total, { received }) => total + received, 0))
    expect((await listOutletRates(db, month)).reduce((total, { missing }) => total + missing, 0)).toBe(city.missing)
    const bands = await countFirmBands(db, month)
    const rated = (await listFirmRates(db, month, { limit: 1000 })).rows.filter(({ due }) => due > 0)
    const bandOf = ({ due, valid }: { due: number; valid: number }) =>
      rateBandEdges.filter((edge) => valid >= edge * due).length
    expect(bands).toEqual([0, 1, 2, 3, 4].map((band) => rated.filter((firm) => bandOf(firm) === band).length))
    const everyMonth = { month: undefined, region: undefined }
    const first = await readOnRates(db, everyMonth, { limit: 1, isCounted: true })
    const others = await readOnRates(db, everyMonth, { limit: 200, after: first.cursor ?? '', isCounted: false })
    const all = [...first.rows, ...others.rows]
    expect([first.total, others.total, others.cursor]).toEqual([all.length, null, null])
    expect(new Set(all.map(({ month: of, outletId }) => `${of} ${outletId}`)).size).toBe(all.length)
    expect(all.reduce((sum, { missing }) => sum + missing, 0)).toBe(city.missing)
    expect((await readOnRates(db, { month: '2020-01' }, { limit: 5, isCounted: true })).total).toBe(0)
    expect((await listMonthsOfOutlet(db, places[0]?.id ?? 0, 6)).map((each) => each.month)).toEqual([month])
  })

  it('a month in which nothing was due has a dash, and only months with closed days can be asked for', async () => {
    const nothing = await rateOf(database.db, { outletId: places[0]?.id ?? 0 }, { month: '2026-08' })
    expect(nothing.due).toBe(0)
    expect(rateOfCounts(nothing)).toEqual({ transmission: null, effective: null, rate: null })
    expect(await listRateMonths(database.db)).toEqual([month])
  })

  it('names the firms below the goal, the lowest first; a month’s figures come from its own rows alone', async () => {
    const below = await listFirmRates(database.db, month, { below: true, limit: 50 })
    const rates = below.rows.map((firm) => rateOfCounts(firm).rate ?? 1)
    expect(rates).toEqual(rates.toSorted((a, b) => a - b))
    expect(rates.every((rate) => rate < 0.9)).toBe(true)
    const all = await listFirmRates(database.db, month, { limit: 50 })
    expect(all.total).toBe(new Set(places.map(({ firm }) => firm)).size)
    const [county] = all.rows
    expect((await listFirmRates(database.db, month, { region: county?.regionCode, limit: 50 })).rows).toContainEqual(
      county,
    )
    const plan = (await database.db.execute(
      sql`explain select sum(due) from reading_months where month = '2026-09-01' and outlet_id = 1`,
    )) as unknown as { 'QUERY PLAN': string }[]
    expect(plan.map((line) => line['QUERY PLAN']).join()).toMatch(/Index/)
  })
})

describe('the ledger of flags', () => {
  it('a plant that marks its bad hours as maintenance stands first, far from its peers, and is a sign to inspect', async () => {
    const { rows, total } = await listLedger(database.db, month, { limit: 50 })
    expect(total).toBe(6)
    const [first, second] = rows
    expect(first?.outletId).toBe(places[1]?.id)
    expect(first?.takenOut).toEqual({ M: first?.takenOutCount })
    expect(first?.takenOutCount).toBeGreaterThan(20)
    expect(first?.peerTakenOut).toBe(0)
    expect(second?.takenOutCount).toBe(0)
    for (const row of rows) {
      expect(row.due).toBe(row.valid + row.flaggedCount + row.missing)
      expect(Object.values(row.flagged).reduce((a, b) => a + b, 0)).toBe(row.flaggedCount)
    }
    expect(await sumLedger(database.db, month)).toMatchObject({ takenOut: first?.takenOutCount, takenOutOutlets: 1 })
    const signs = await listSigns(database.db, month, {})
    expect(signs.map(({ sign, outletCode, creditCode }) => [sign, creditCode, outletCode])).toEqual([
      ['flags_over_limit', first?.creditCode, first?.outletCode],
    ])
  })
  it('is narrowed by county and medium', async () => {
    const county = places[0]?.region_code
    const own = await listLedger(database.db, month, { region: county, limit: 50 })
    expect(own.total).toBe(places.filter(({ region_code }) => region_code === county).length)
    expect((await listLedger(database.db, month, { medium: 'water', limit: 50 })).total).toBe(0)
  })
})
