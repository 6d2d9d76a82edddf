import { type DivIcon, divIcon } from 'leaflet'
import { type PointStanding, pointShape, standingTones } from '#src/components/enterprise/map-point.ts'
import { pointMark } from '#src/components/point-mark.ts'

export interface PlaceProperties {
  creditCode: string
  name: string
  nameEn: string | null
  dischargesWater: boolean
  dischargesAir: boolean
  violationCount: number
  standing: PointStanding
}

export interface ClusterProperties {
  count: number
  standings: Record<PointStanding, number>
  expandsAt: number
}

const pointSize = 24

/** A single enterprise: the shape says what it discharges, colour and size how it stands. */
export function placeIcon(place: PlaceProperties, label: string): DivIcon {
  const mark = pointMark(pointSize / 2, pointSize / 2, pointShape(place), standingTones[place.standing], label)
  return divIcon({
    className: 'map-mark',
    iconSize: [pointSize, pointSize],
    html: `<svg viewBox="0 0 ${pointSize} ${pointSize}" width="${pointSize}" height="${pointSize}" aria-hidden="true">${mark}</svg>`,
  })
}

/** A ring divided by standing, with the number inside. It grows slowly with the number. */
export function clusterIcon({ count, standings }: ClusterProperties): DivIcon {
  const radius = Math.min(24, 11 + Math.log2(count) * 1.6)
  const size = Math.round(2 * radius + 8)
  const middle = size / 2
  let from = 0
  const arcs = (['over', 'near', 'within', 'none'] as const).map((standing) => {
    const to = from + standings[standing] / count
    const path = standings[standing] === 0 ? '' : arc(middle, radius, from, to)
    from = to
    return path && `<path class="cluster-arc cluster-${standing}" d="${path}"/>`
  })
  return divIcon({
    className: 'map-mark',
    iconSize: [size, size],
    html:
      `<svg viewBox="0 0 ${size} ${size}" width="${size}" height="${size}" aria-hidden="true">` +
      `<circle class="cluster-face" cx="${middle}" cy="${middle}" r="${radius}"/>${arcs.join('')}` +
      `<text class="cluster-count" x="${middle}" y="${middle + 4}" text-anchor="middle">${count}</text></svg>`,
  })
}

/** From share to share of the circle, clockwise from the top. */
function arc(middle: number, radius: number, from: number, to: number): string {
  const at = (share: number) => {
    const angle = 2 * Math.PI * share - Math.PI / 2
    return `${(middle + radius * Math.cos(angle)).toFixed(1)} ${(middle + radius * Math.sin(angle)).toFixed(1)}`
  }
  if (to - from > 0.999) return `M${at(0)}A${radius} ${radius} 0 1 1 ${at(0.5)}A${radius} ${radius} 0 1 1 ${at(1)}`
  return `M${at(from)}A${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)}`
}
