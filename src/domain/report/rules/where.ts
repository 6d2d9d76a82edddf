import { elsewhere } from '#domain/report/rules/terms.ts'
import boundaries from '../../../../content/boundaries/yiyang.json' with { type: 'json' }

interface Pin {
  longitudeDeg: number
  latitudeDeg: number
}

/** Where a place belongs: to a county of the city, or to somebody else, with whom to ring there. */
export type Where = { kind: 'county'; regionCode: string } | { kind: 'elsewhere'; telephones: readonly string[] }

const counties = boundaries.features.map(({ properties, geometry }) => ({
  code: properties.code,
  rings: geometry.coordinates as number[][][],
}))

/** By the counties' boundaries (WGS-84, about 100 m). */
export function placeOf({ longitudeDeg, latitudeDeg }: Pin): Where {
  const county = counties.find(({ rings }) => isInside(longitudeDeg, latitudeDeg, rings))
  if (county) return { kind: 'county', regionCode: county.code }
  return { kind: 'elsewhere', telephones: elsewhere.map(({ nameZh, telephone }) => `${nameZh} ${telephone}`) }
}

/** Even-odd rule over all rings: a ray to the east crosses them an odd number of times. Holes count by themselves. */
function isInside(x: number, y: number, rings: readonly (readonly (readonly number[])[])[]): boolean {
  let inside = false
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi = 0, yi = 0] = ring[i] ?? []
      const [xj = 0, yj = 0] = ring[j] ?? []
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
    }
  return inside
}
