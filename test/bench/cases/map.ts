import { gzipSync } from 'node:zlib'
import { mapSearch } from '#domain/enterprise/input.ts'
import { enterprisePlaces } from '#domain/enterprise/queries/places.ts'
import { boardSearch } from '#domain/violation/input/board.ts'
import { casePlaces } from '#domain/violation/queries/places.ts'
import type { Bbox } from '#platform/http/search-fields.ts'
import type { MapView, Place, PlaceIndex } from '#platform/places/cluster.ts'
import { caseLayer, enterpriseLayer, featuresOf } from '#src/components/map/layers.ts'
import type { Bench, Figure } from '#test/bench/run.ts'
import type { BenchSite } from '#test/bench/site.ts'

const rounds = 400

export const bench: Bench = {
  title: 'Map: any view of 100,000 enterprises, and of the firms of 1,000,000 cases',
  run: async (site) => {
    const { page: _, ...everyone } = mapSearch.zh.parse({})
    const { page: __, sort: ___, ...allCases } = boardSearch.zh.parse({})
    const now = new Date()
    return [
      ...(await layer(
        'enterprises',
        () => enterprisePlaces(site.connection.db, everyone, now),
        (view) => featuresOf(enterpriseLayer, view),
      )),
      ...(await layer(
        'cases',
        () => casePlaces(site.connection.db, allCases, now),
        (view) => featuresOf(caseLayer, view),
      )),
      await overHttp(site),
    ]
  },
}

async function layer<S extends string, P extends Place<S>>(
  name: string,
  load: () => Promise<PlaceIndex<S, P>>,
  features: (view: MapView<S, P>) => object,
): Promise<Figure[]> {
  const started = performance.now()
  const index = await load()
  const madeMs = performance.now() - started
  const views = randomViews(index.places)
  const bare: number[] = []
  const whole: number[] = []
  let most = 0
  for (const { bbox, zoom } of views) {
    let at = performance.now()
    const view = index.view(bbox, zoom)
    bare.push(performance.now() - at)
    at = performance.now()
    const text = JSON.stringify(features(index.view(bbox, zoom)))
    whole.push(performance.now() - at)
    most = Math.max(most, gzipSync(text).length)
    if (view.clusters.length + view.places.length === 0) whole.pop()
  }
  return [
    {
      name: `map of ${name}: a view, warm, p95`,
      beside: `supercluster alone on the same ${index.places.length} places (made in ${madeMs.toFixed(0)} ms); goal 5 ms`,
      ours: `${p95(whole).toFixed(2)} ms`,
      floor: `${p95(bare).toFixed(2)} ms`,
      ratio: p95(whole) / p95(bare),
      goal: null,
    },
    {
      name: `map of ${name}: the largest view, compressed`,
      beside: 'goal 60 KB',
      ours: `${(most / 1024).toFixed(1)} KB`,
      floor: '60 KB',
      ratio: most / 1024 / 60,
      goal: 1,
      atMost: true,
    },
  ]
}

/** The same over HTTP, as the browser asks: a screen of 1,300 x 700 pixels with its margin. */
async function overHttp(site: BenchSite): Promise<Figure> {
  const ask = async ({ bbox: { west, south, east, north }, zoom }: { bbox: Bbox; zoom: number }) => {
    const box = [west, south, east, north].map((side) => side.toFixed(5)).join(',')
    const at = performance.now()
    const answer = await fetch(`${site.url}/map/points?bbox=${box}&zoom=${zoom}`)
    await answer.text()
    if (!answer.ok) throw new Error(`${answer.status} for ${box} at ${zoom}`)
    return performance.now() - at
  }
  const views = randomViews([{ longitudeDeg: 112.3, latitudeDeg: 28.5 }])
  const health: number[] = []
  const times: number[] = []
  await ask(views[0] as (typeof views)[number])
  for (const view of views) {
    const at = performance.now()
    await (await fetch(`${site.url}/healthz`)).text()
    health.push(performance.now() - at)
    times.push(await ask(view))
  }
  return {
    name: 'map of enterprises: a view over HTTP, warm, p95',
    beside: 'GET /healthz in turns with it',
    ours: `${p95(times).toFixed(1)} ms`,
    floor: `${p95(health).toFixed(1)} ms`,
    ratio: p95(times) / p95(health),
    goal: null,
  }
}

/** Screens of 1,300 x 700 pixels with a margin of 15 % round one of the places, at any zoom. */
function randomViews(places: readonly { longitudeDeg: number; latitudeDeg: number }[]): { bbox: Bbox; zoom: number }[] {
  return Array.from({ length: rounds }, (_, i) => {
    const zoom = 7 + (i % 11)
    const { longitudeDeg = 112, latitudeDeg = 28 } = places[(i * 7919) % places.length] ?? {}
    const degrees = 360 / 2 ** zoom / 256
    const [x, y] = [1.3 * 650 * degrees, 1.3 * 350 * degrees * Math.cos((latitudeDeg * Math.PI) / 180)]
    return {
      zoom,
      bbox: {
        west: longitudeDeg - x,
        east: longitudeDeg + x,
        south: latitudeDeg - y,
        north: latitudeDeg + y,
      },
    }
  })
}

const p95 = (times: number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN
