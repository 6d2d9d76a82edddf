import Supercluster from 'supercluster'
import type { Bbox } from '#platform/http/search-fields.ts'
import { isWithin } from '#platform/places/bbox.ts'

/** Something that lies somewhere. WGS 84 degrees. */
export interface Place<S extends string> {
  longitudeDeg: number
  latitudeDeg: number
  /** How many of what is counted lie here, by how they stand: one `over`; two `done` and one `overdue`. */
  standings: Partial<Record<S, number>>
}

/** Places that stand too close to be drawn apart, and from which zoom they part. */
export interface Cluster<S extends string> {
  longitudeDeg: number
  latitudeDeg: number
  count: number
  standings: Record<S, number>
  expandsAt: number
}

export interface MapView<S extends string, P extends Place<S>> {
  clusters: Cluster<S>[]
  places: P[]
}

/** Beyond this zoom every place is drawn by itself. */
const lastClusteredZoom = 15
/** In pixels. */
const clusterRadius = 44

/** Places put in order for any part of the map at any zoom (0 to 18, Web Mercator). */
export class PlaceIndex<S extends string, P extends Place<S>> {
  readonly places: readonly P[]
  readonly #clusters: Supercluster<{ at: number }, Record<S, number>>

  constructor(places: readonly P[], standings: readonly S[]) {
    this.places = places
    const none = Object.fromEntries(standings.map((standing) => [standing, 0])) as Record<S, number>
    this.#clusters = new Supercluster({
      radius: clusterRadius,
      extent: 256, // pixels of one tile, as the browser draws them
      maxZoom: lastClusteredZoom,
      map: ({ at }) => ({ ...none, ...places[at]?.standings }),
      reduce: (sum, part) => {
        for (const standing of standings) sum[standing] += part[standing]
      },
    })
    this.#clusters.load(
      places.map(({ longitudeDeg, latitudeDeg }, at) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [longitudeDeg, latitudeDeg] },
        properties: { at },
      })),
    )
  }

  /** What is seen in a part of the map. */
  view({ west, south, east, north }: Bbox, zoom: number): MapView<S, P> {
    const seen: MapView<S, P> = { clusters: [], places: [] }
    for (const { geometry, properties } of this.#clusters.getClusters([west, south, east, north], zoom)) {
      if ('cluster' in properties && properties.cluster) {
        const { cluster_id: id, cluster: _, point_count: __, point_count_abbreviated: ___, ...standings } = properties
        const [longitudeDeg = 0, latitudeDeg = 0] = geometry.coordinates
        seen.clusters.push({
          longitudeDeg,
          latitudeDeg,
          count: countOf({ standings } as unknown as Place<S>),
          standings: standings as unknown as Record<S, number>,
          expandsAt: this.#clusters.getClusterExpansionZoom(id),
        })
      } else if ('at' in properties) {
        const place = this.places[properties.at]
        if (place) seen.places.push(place)
      }
    }
    return seen
  }

  /** The places in a part of the map, or all. */
  within(bbox: Bbox | undefined): readonly P[] {
    return bbox ? this.places.filter((place) => isWithin(place, bbox)) : this.places
  }
}

export const countOf = <S extends string>({ standings }: Pick<Place<S>, 'standings'>): number =>
  Object.values<number | undefined>(standings).reduce<number>((sum, count) => sum + (count ?? 0), 0)
