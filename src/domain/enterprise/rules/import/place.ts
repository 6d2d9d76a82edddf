import type { ImportField } from '#domain/enterprise/rules/import/columns.ts'
import {
  type Axis,
  type CoordinateProblem,
  chinaDegrees,
  readCoordinate,
  splitCoordinates,
} from '#domain/enterprise/rules/import/coordinates.ts'
import type { RowTools } from '#domain/enterprise/rules/import/row-tools.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { importMessages } from '#src/i18n/messages/import.ts'

type Degrees = { longitudeDeg?: number; latitudeDeg?: number }

/** Longitude and latitude of a line: from two columns or from one that holds both; swapped ones are put right. */
export function readPlace(tools: RowTools): Degrees {
  const { text, cell, refuse, warn, context } = tools
  const say = importMessages[context.locale]
  const both = text('coordinates')
  let fields: Record<Axis, ImportField> = { longitude: 'longitude', latitude: 'latitude' }
  let given: Record<Axis, string | number> = {
    longitude: coordinateCell(cell('longitude')),
    latitude: coordinateCell(cell('latitude')),
  }
  if (given.longitude === '' && given.latitude === '') {
    if (both === '') return {}
    const parts = splitCoordinates(both)
    if (!parts) {
      refuse('coordinates', say.coordinatePair)
      return {}
    }
    given = parts
    fields = { longitude: 'coordinates', latitude: 'coordinates' }
  }
  if (given.longitude === '' || given.latitude === '') {
    refuse(given.longitude === '' ? fields.longitude : fields.latitude, say.halfPlace)
    return {}
  }
  const longitude = readCoordinate(given.longitude, 'longitude')
  const latitude = readCoordinate(given.latitude, 'latitude')
  if (!longitude.ok) refuse(fields.longitude, coordinateText(longitude.problem, context.locale))
  if (!latitude.ok) refuse(fields.latitude, coordinateText(latitude.problem, context.locale))
  if (!longitude.ok || !latitude.ok) return {}
  if (longitude.isSwapped !== latitude.isSwapped) {
    // One of the two alone is no swap: it is out of its range.
    const axis = longitude.isSwapped ? 'longitude' : 'latitude'
    const [least, most] = chinaDegrees[axis]
    refuse(fields[axis], say.coordinateRange(least, most))
    return {}
  }
  if (longitude.isSwapped) warn(fields.longitude, say.swapped)
  for (const [field, { decimals }] of [
    [fields.longitude, longitude],
    [fields.latitude, latitude],
  ] as const) {
    if (decimals !== undefined && decimals < 3) warn(field, say.coarse(decimals))
  }
  return longitude.isSwapped
    ? { longitudeDeg: latitude.degrees, latitudeDeg: longitude.degrees }
    : { longitudeDeg: longitude.degrees, latitudeDeg: latitude.degrees }
}

/** Great-circle distance of two places in kilometres. */
export function distanceKm(
  a: { longitudeDeg: number; latitudeDeg: number },
  b: { longitudeDeg: number; latitudeDeg: number },
): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const across = radians(b.longitudeDeg - a.longitudeDeg) * Math.cos(radians((a.latitudeDeg + b.latitudeDeg) / 2))
  return Math.hypot(across, radians(b.latitudeDeg - a.latitudeDeg)) * 6371
}

const coordinateCell = (cell: unknown): string | number =>
  typeof cell === 'number' ? cell : cell === null ? '' : String(cell).trim()

function coordinateText(problem: CoordinateProblem, locale: Locale): string {
  const say = importMessages[locale]
  switch (problem.kind) {
    case 'unreadable':
      return say.coordinateUnreadable
    case 'ambiguous':
      return say.coordinateAmbiguous
    case 'minutes':
      return say.coordinateMinutes(problem.given)
    case 'seconds':
      return say.coordinateSeconds(problem.given)
    case 'other_axis':
      return say.coordinateOtherAxis
    case 'range':
      return say.coordinateRange(problem.least, problem.most)
  }
}
