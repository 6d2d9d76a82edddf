import type { Bbox } from '#platform/http/search-fields.ts'

/** Does a point lie in a part of the map, its edges included? WGS 84 degrees. */
export const isWithin = (
  { longitudeDeg, latitudeDeg }: { longitudeDeg: number; latitudeDeg: number },
  { west, south, east, north }: Bbox,
): boolean => longitudeDeg >= west && longitudeDeg <= east && latitudeDeg >= south && latitudeDeg <= north
