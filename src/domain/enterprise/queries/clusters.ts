import Supercluster from 'supercluster'
import type { Db } from '#db/client.ts'
import type { EnterpriseFilter } from '#domain/enterprise/input.ts'
import { type EnterprisePlace, listPlaces } from '#domain/enterprise/queries/places.ts'
import type { EnterpriseStanding } from '#domain/enterprise/queries/standing.ts'
import type { Bbox } from '#platform/http/search-fields.ts'

type Counts = Record<EnterpriseStanding, number>

/** Enterprises that stand too close to be drawn apart: how many there are of each standing, and from which zoom they part. */
export interface Cluster {
  longitudeDeg: number
  latitudeDeg: number
  count: number
  standings: Counts
  expandsAt: number
}

export interface MapView {
  clusters: Cluster[]
  places: EnterprisePlace[]
}

/** Beyond this zoom every enterprise is drawn by itself. */
const lastClusteredZoom = 15
/** In pixels. */
const clusterRadius = 44
const keptIndexes = 8

interface Index {
  places: EnterprisePlace[]
  clusters: Supercluster<{ at: number }, Counts>
}
const kept = new WeakMap<Db, Map<string, { index: Promise<Index>; until: number }>>()

/** What of a filter's enterprises is seen in a part of the map at a zoom (0 to 18, Web Mercator). */
export async function listClusters(
  db: Db,
  filter: EnterpriseFilter,
  view: { bbox: Bbox; zoom: number },
  today: string,
): Promise<MapView> {
  const { places, clusters } = await indexOf(db, { ...filter, bbox: undefined }, today)
  const { west, south, east, north } = view.bbox
  const seen: MapView = { clusters: [], places: [] }
  for (const { geometry, properties } of clusters.getClusters([west, south, east, north], view.zoom)) {
    if ('cluster' in properties && properties.cluster) {
      const { point_count: count, cluster_id: id, over, near, within, none } = properties
      const [longitudeDeg = 0, latitudeDeg = 0] = geometry.coordinates
      const standings = { over, near, within, none }
      seen.clusters.push({
        longitudeDeg,
        latitudeDeg,
        count,
        standings,
        expandsAt: clusters.getClusterExpansionZoom(id),
      })
    } else if ('at' in properties) {
      const place = places[properties.at]
      if (place) seen.places.push(place)
    }
  }
  return seen
}

/** All places of a filter, from the same index as the map's: for the drawing that needs no script. */
export const listMapPlaces = async (db: Db, filter: EnterpriseFilter, today: string): Promise<EnterprisePlace[]> =>
  (await indexOf(db, filter, today)).places

/**
 * Building an index costs as much as a hundred answers from it, so it is kept a moment: forty times as long as it took, two
 * seconds for a city, a minute at most for a province. The newest few filters only.
 */
function indexOf(db: Db, filter: EnterpriseFilter, today: string): Promise<Index> {
  const indexes = kept.get(db) ?? new Map()
  kept.set(db, indexes)
  const key = JSON.stringify([today, filter])
  const started = performance.now()
  const found = indexes.get(key)
  if (found && started < found.until) return found.index
  const entry = { index: buildIndex(db, filter, today), until: Number.POSITIVE_INFINITY }
  indexes.delete(key)
  indexes.set(key, entry)
  for (const oldest of indexes.keys()) {
    if (indexes.size <= keptIndexes) break
    indexes.delete(oldest)
  }
  entry.index.then(
    () => {
      const now = performance.now()
      entry.until = now + Math.min(60_000, Math.max(2000, (now - started) * 40))
    },
    () => indexes.delete(key),
  )
  return entry.index
}

async function buildIndex(db: Db, filter: EnterpriseFilter, today: string): Promise<Index> {
  const places = await listPlaces(db, filter, today)
  const none = { over: 0, near: 0, within: 0, none: 0 }
  const clusters = new Supercluster<{ at: number }, Counts>({
    radius: clusterRadius,
    extent: 256, // pixels of one tile, as the browser draws them
    maxZoom: lastClusteredZoom,
    map: ({ at }) => ({ ...none, [places[at]?.standing ?? 'none']: 1 }),
    reduce: (sum, part) => {
      for (const standing of Object.keys(none) as EnterpriseStanding[]) sum[standing] += part[standing]
    },
  })
  clusters.load(
    places.map(({ longitudeDeg, latitudeDeg }, at) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [longitudeDeg, latitudeDeg] },
      properties: { at },
    })),
  )
  return { places, clusters }
}
