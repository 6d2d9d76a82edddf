import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { enterpriseFilter } from '#domain/enterprise/input.ts'
import { countRegister } from '#domain/enterprise/queries/facets.ts'
import { enterpriseStandings, listPlaces } from '#domain/enterprise/queries/places.ts'
import { isOverLimit } from '#domain/enterprise/queries/standing.ts'
import { getWholeRecord } from '#domain/enterprise/queries/whole-record.ts'
import { judgeAgainstLimit } from '#domain/enterprise/rules/limit.ts'
import { cityDate } from '#platform/clock.ts'
import { PlaceIndex } from '#platform/places/cluster.ts'
import { emissionSeries, standingOf } from '#src/components/enterprise/emission-view.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-23T10:00:00+08:00')
const today = cityDate(now)
const everyone = enterpriseFilter.zh.parse({})

describe('over the limit', () => {
  it('is the same in the database as in the rule, ties and pH included', async () => {
    // Limits as standards have them, values up to one unit to either side in steps of a twentieth: all ties are among them.
    const limits = fc.oneof(
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 1, max: 300 }).map((n) => n / 10),
    )
    const around = (limit: number, steps: number) => Number(Math.max(0, limit + steps / 20).toFixed(2))
    const measured = fc.oneof(
      fc.tuple(limits, fc.integer({ min: -20, max: 20 })).map(([limitMax, steps]) => ({
        value: around(limitMax, steps),
        limitMin: null,
        limitMax,
      })),
      fc.record({ value: fc.nat(280).map((n) => n / 20), limitMin: fc.constant(6), limitMax: fc.constant(9) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(measured, { minLength: 60, maxLength: 60 }), async (cases) => {
        const over = await database.db.execute<{ over: boolean }>(sql`
          select ${isOverLimit(sql`(c->>'value')::numeric`, sql`(c->>'limitMin')::numeric`, sql`(c->>'limitMax')::numeric`)} as over
          from jsonb_array_elements(${JSON.stringify(cases)}::text::jsonb) with ordinality as t(c, n) order by n`)
        const expected = cases.map((one) => judgeAgainstLimit(one).standing === 'over')
        expect(over.map((row) => row.over)).toEqual(expected)
      }),
      { numRuns: 20 },
    )
  })
})

describe('the map', () => {
  it('colours an enterprise as its own page judges it', async () => {
    const places = await listPlaces(database.db, everyone, now)
    expect(places.length).toBe(400)
    for (const place of places.filter((_, i) => i % 5 === 0)) {
      const record = await getWholeRecord(database.db, place.creditCode, today)
      expect({ of: place.name, standing: place.standing }).toEqual({
        of: place.name,
        standing: standingOf(emissionSeries(record!.emissions)),
      })
    }
    const standings = new Set(places.map(({ standing }) => standing))
    expect([...standings].sort()).toEqual(['near', 'none', 'over', 'within'])
  })

  it('marks who is over a limit now on line, or was this year; what a flag took out, or was cleared, marks nobody', async () => {
    const before = await listPlaces(database.db, everyone, now)
    const [stack] = await database.sql`
      select o.id, e.credit_code as code from outlets o join enterprises e on e.id = o.enterprise_id where o.kind = 'stack' order by o.id limit 1`
    const own = before.find(({ creditCode }) => creditCode === stack?.code)?.standing
    const enter = (at: string, isJudged = true, clearedAt: string | null = null) => database.owner.sql`
      insert into exceedances (outlet_id, factor_no, kind, at, value, limit_max, is_judged, why, found_at, cleared_at)
      values (${stack?.id}, 1, 'hour', ${at}, 80, 50, ${isJudged}, ${isJudged ? null : 'flag_M'}, ${at}, ${clearedAt})`
    const standing = async () =>
      (await listPlaces(database.db, everyone, now)).find(({ creditCode }) => creditCode === stack?.code)?.standing
    await enter('2026-11-23T08:00:00+08:00', false)
    await enter('2026-11-23T07:30:00+08:00', true, '2026-11-23T09:00:00+08:00')
    await enter('2025-12-31T23:00:00+08:00')
    expect(await standing()).toBe(own)
    await enter('2026-01-01T00:00:00+08:00')
    expect(await standing()).toBe('over')
    await enter('2026-11-23T08:30:00+08:00')
    expect(await standing()).toBe('now')
    await database.owner.sql`delete from exceedances`
  })

  it('shows each enterprise once at every zoom, in clusters that know how many of them are over', async () => {
    const places = await listPlaces(database.db, everyone, now)
    const over = places.filter(({ standing }) => standing === 'over').length
    for (const zoom of [7, 9, 11, 13, 16]) {
      const seen = new PlaceIndex(places, enterpriseStandings).view(
        { west: 110, south: 27, east: 114, north: 30 },
        zoom,
      )
      const clustered = seen.clusters.reduce((sum, { count }) => sum + count, 0)
      expect(clustered + seen.places.length).toBe(places.length)
      const overThere = seen.clusters.reduce((sum, { standings }) => sum + standings.over, 0)
      expect(overThere + seen.places.filter(({ standing }) => standing === 'over').length).toBe(over)
      for (const { expandsAt } of seen.clusters) expect(expandsAt).toBeGreaterThan(zoom)
    }
  })

  it('counts in a part of the map what lies in it', async () => {
    const bbox = '112.3,28.5,112.5,28.7'
    const filter = enterpriseFilter.zh.parse({ bbox })
    const inside = (await listPlaces(database.db, everyone, now)).filter(
      ({ longitudeDeg: x, latitudeDeg: y }) => x >= 112.3 && x <= 112.5 && y >= 28.5 && y <= 28.7,
    )
    expect(inside.length).toBeGreaterThan(0)
    expect((await listPlaces(database.db, filter, now)).length).toBe(inside.length)
    expect((await countRegister(database.db, filter, today)).total).toBe(inside.length)
  })
})
