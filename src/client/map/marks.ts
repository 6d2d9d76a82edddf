import { type DivIcon, divIcon } from 'leaflet'
import type { ClusterProperties, PointProperties } from '#src/components/map/labels.ts'
import { type Tone, tonesInOrder } from '#src/components/map/tones.ts'
import { pointMark } from '#src/components/point-mark.ts'

const pointSize = 24

/** A single place: the shape says what is discharged there, colour and size how it stands; a number where there is more than one case. */
export function placeIcon(place: PointProperties, tone: Tone, label: string): DivIcon {
  const middle = pointSize / 2
  const mark = pointMark(middle, middle, place.shape, tone, label)
  const number =
    place.count > 1 ? `<text class="point-count" x="${middle + 9}" y="${middle - 4}">${place.count}</text>` : ''
  return divIcon({
    className: 'map-mark',
    iconSize: [pointSize, pointSize],
    html: `<svg viewBox="0 0 ${pointSize} ${pointSize}" width="${pointSize}" height="${pointSize}" aria-hidden="true" data-count="${place.count}">${mark}${number}</svg>`,
  })
}

/** A ring divided by standing, with the number inside. It grows slowly with the number. */
export function clusterIcon({ count, tones }: ClusterProperties): DivIcon {
  const radius = Math.min(24, 11 + Math.log2(count) * 1.6)
  const size = Math.round(2 * radius + 8)
  const middle = size / 2
  let from = 0
  const arcs = tonesInOrder.map((tone) => {
    const to = from + (tones[tone] ?? 0) / count
    const path = to === from ? '' : arc(middle, radius, from, to)
    from = to
    return path && `<path class="cluster-arc cluster-${tone}" d="${path}"/>`
  })
  return divIcon({
    className: 'map-mark',
    iconSize: [size, size],
    html:
      `<svg viewBox="0 0 ${size} ${size}" width="${size}" height="${size}" aria-hidden="true" data-count="${count}">` +
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
