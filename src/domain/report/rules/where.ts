import { isInside } from '#db/inside.ts'
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
