import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Db } from '#db/client.ts'
import { pageStore } from '#platform/cache/store.ts'
import { countOf, PlaceIndex } from '#platform/places/cluster.ts'
import { keptPlaces } from '#platform/places/kept.ts'

const standings = ['over', 'within'] as const
const degrees = (min: number, max: number) => fc.integer({ min: min * 1e4, max: max * 1e4 }).map((n) => n / 1e4)
const place = fc.record({
  longitudeDeg: degrees(110, 113),
  latitudeDeg: degrees(27, 30),
  standings: fc.record({ over: fc.nat(3), within: fc.nat(3) }),
})
const everywhere = { west: 100, south: 20, east: 125, north: 40 }

it('at every zoom each place is seen once, alone or in a cluster that knows how its places stand', () => {
  fc.assert(
    fc.property(fc.array(place, { maxLength: 60 }), fc.integer({ min: 0, max: 18 }), (places, zoom) => {
      const { clusters, places: alone } = new PlaceIndex(places, standings).view(everywhere, zoom)
      const all = [...clusters, ...alone]
      for (const standing of standings)
        expect(all.reduce((sum, one) => sum + (one.standings[standing] ?? 0), 0)).toBe(
          places.reduce((sum, one) => sum + one.standings[standing], 0),
        )
      for (const { count, expandsAt, ...cluster } of clusters) {
        expect(count).toBe(countOf(cluster))
        expect(expandsAt).toBeGreaterThan(zoom)
      }
    }),
    { numRuns: 100 },
  )
})

it('is read again when an event touches what it shows, and not before', async () => {
  const store = pageStore()
  let reads = 0
  const db = {} as Db
  const placesOf = keptPlaces({
    tags: ['map'],
    standings,
    load: async () => [{ longitudeDeg: 112, latitudeDeg: 28, standings: { over: ++reads } }],
    keyOf: () => 'today',
  })
  const over = async () => (await placesOf(db, {}, new Date())).places[0]?.standings.over
  store.open()
  try {
    expect([await over(), await over()]).toEqual([1, 1])
    store.drop(['board'])
    expect(await over()).toBe(1)
    store.drop(['map'])
    expect([await over(), await over()]).toEqual([2, 2])
  } finally {
    store.close()
  }
})

it('who asks while a slow one is made anew gets the one before at once', async () => {
  const store = pageStore()
  let reads = 0
  const db = {} as Db
  const placesOf = keptPlaces({
    tags: ['map'],
    standings,
    load: async () => {
      await new Promise((resolve) => setTimeout(resolve, 160))
      return [{ longitudeDeg: 112, latitudeDeg: 28, standings: { over: ++reads } }]
    },
    keyOf: () => 'today',
  })
  const over = async () => (await placesOf(db, {}, new Date())).places[0]?.standings.over
  store.open()
  try {
    expect(await over()).toBe(1)
    store.drop(['map'])
    expect(await over()).toBe(1) // at once; made anew at most every ten times what it takes
    await expect.poll(over, { timeout: 5_000 }).toBe(2)
  } finally {
    store.close()
  }
})
