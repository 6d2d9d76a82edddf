import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { controlLevels, filingStates, media, violationCategories } from '#db/vocabulary.ts'
import { mapSearch } from '#domain/enterprise/input.ts'
import { countRegister } from '#domain/enterprise/queries/facets.ts'
import { listEnterprises } from '#domain/enterprise/queries/list.ts'
import { enterprisePlaces } from '#domain/enterprise/queries/places.ts'
import { outletSearch, outletStates } from '#domain/publication/input.ts'
import { outletPlaces, searchOutletStandings } from '#domain/publication/queries.ts'
import { caseMapSearch } from '#domain/violation/input/board.ts'
import { listCases } from '#domain/violation/queries/list.ts'
import { casePlaces, listCasesAt } from '#domain/violation/queries/places.ts'
import { cityDate } from '#platform/clock.ts'
import { countOf } from '#platform/places/cluster.ts'
import { caseLayer, enterpriseLayer, featuresOf, outletLayer } from '#src/components/map/layers.ts'
import { useDatabase } from '#test/support/database.ts'

/** Whatever is asked of the map: what it draws and what the list beside it holds are the same set. */
const database = useDatabase('qy_demo')
const now = new Date()
const today = cityDate(now)

const lng = fc.integer({ min: 1_100, max: 1_135 }).map((n) => n / 10)
const lat = fc.integer({ min: 275, max: 300 }).map((n) => n / 10)
const bbox = fc
  .tuple(lng, lng, lat, lat)
  .filter(([a, b, c, d]) => a !== b && c !== d)
  .map(([a, b, c, d]) => [Math.min(a, b), Math.min(c, d), Math.max(a, b), Math.max(c, d)].join(','))
const some = (values: readonly string[], maxLength = 3) => fc.uniqueArray(fc.constantFrom(...values), { maxLength })
const one = (values: readonly string[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
const maybeBbox = fc.option(bbox, { nil: undefined })
const zoom = fc.integer({ min: 7, max: 17 })
const everywhere = { west: 100, south: 20, east: 125, north: 40 }

let regions: string[]
let sectors: string[]
beforeAll(async () => {
  regions = (await database.sql`select distinct region_code as code from enterprises`).map(({ code }) => code)
  sectors = (await database.sql`select distinct sector_code as code from enterprises`).map(({ code }) => code)
})

/** What is counted on the map, its clusters and single marks together, wherever they are. */
const drawn = (features: { properties: { count: number } }[]) =>
  features.reduce((sum, { properties }) => sum + properties.count, 0)
const wholeOf = <P extends Parameters<typeof countOf>[0]>(places: readonly P[]) =>
  places.reduce((sum, place) => sum + countOf(place), 0)

describe('map and list are the same set in 200 states', () => {
  it('of enterprises', { timeout: 60_000 }, async () => {
    const state = fc.record({
      region: some(regions),
      sector: some(sectors),
      control: some(controlLevels, 2),
      medium: one(media),
      filing: some(filingStates, 2),
      exceeding: one(['yes']),
      q: one(['纸业', 'yysz', '化学需氧量', '9143']),
      bbox: maybeBbox,
    })
    await fc.assert(
      fc.asyncProperty(state, zoom, async (given, at) => {
        const { page: _, ...filter } = mapSearch.zh.parse(given)
        const index = await enterprisePlaces(database.db, { ...filter, bbox: undefined }, now)
        const places = index.within(filter.bbox)
        const { total } = await countRegister(database.db, filter, today)
        expect(places.length).toBe(total)
        const rows = await listEnterprises(database.db, filter, { sort: 'name', limit: 500 }, today)
        expect(rows.map(({ creditCode }) => creditCode).sort()).toEqual(
          places.map(({ creditCode }) => creditCode).sort(),
        )
        expect(drawn(featuresOf(enterpriseLayer, index.view(everywhere, at)).features)).toBe(wholeOf(index.places))
      }),
      { numRuns: 80 },
    )
  })

  it('of outlets', { timeout: 60_000 }, async () => {
    const state = fc.record({ state: one(outletStates), region: one(regions), medium: one(media), bbox: maybeBbox })
    await fc.assert(
      fc.asyncProperty(state, zoom, async (given, at) => {
        const search = outletSearch.zh.parse(given)
        const { page: _, bbox: part, ...filter } = search
        const index = await outletPlaces(database.db, { ...filter, bbox: undefined }, now)
        const { found } = await searchOutletStandings(database.db, search)
        expect(index.within(part).length).toBe(found)
        expect(drawn(featuresOf(outletLayer, index.view(everywhere, at)).features)).toBe(index.places.length)
      }),
      { numRuns: 60 },
    )
  })

  it('of cases', { timeout: 60_000 }, async () => {
    const state = fc.record({
      region: some(regions),
      category: some(violationCategories),
      repeat: one(['yes']),
      q: one(['超标', '暗管', '化学需氧量']),
      bbox: maybeBbox,
    })
    await fc.assert(
      fc.asyncProperty(state, zoom, async (given, at) => {
        const { page: _, bbox: part, ...filter } = caseMapSearch.zh.parse(given)
        const index = await casePlaces(database.db, filter, now)
        const places = index.within(part)
        const { rows, total } = await listCasesAt(database.db, filter, places, 1)
        expect(total).toBe(wholeOf(places))
        expect(rows.length).toBe(Math.min(50, total))
        const firms = new Set(places.map(({ creditCode }) => creditCode))
        for (const row of rows) expect(firms).toContain(row.creditCode)
        expect(drawn(featuresOf(caseLayer, index.view(everywhere, at)).features)).toBe(wholeOf(index.places))
        const board = await listCases(database.db, { ...filter, sort: '-decided', page: 1 })
        const placed = board.total - wholeOf(index.places)
        expect(placed).toBeGreaterThanOrEqual(0) // cases of firms outside the register have no place
      }),
      { numRuns: 60 },
    )
  })
})
