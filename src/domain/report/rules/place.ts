/** Cells of the public map's grid to a degree: one is about five kilometres wide, so that no yard and no window is meant. */
const cellsPerDegree = 20
/** Places are compared in ten millionths of a degree, a centimetre: an edge belongs to the cell east and north of it. */
const unitsPerDegree = 10_000_000

export interface Cell {
  x: number
  y: number
}

/** The cell of a point. WGS-84 degrees. */
export const cellOf = (longitudeDeg: number, latitudeDeg: number): Cell => ({
  x: cellAt(longitudeDeg),
  y: cellAt(latitudeDeg),
})

const cellAt = (degrees: number) => Math.floor(Math.round(degrees * unitsPerDegree) / (unitsPerDegree / cellsPerDegree))

/** A cell as the key of a map. */
export const cellKey = ({ x, y }: Cell): string => `${x} ${y}`

/** Its corners: west, south, east, north. Degrees. */
export const boundsOf = ({ x, y }: Cell): [number, number, number, number] => [
  x / cellsPerDegree,
  y / cellsPerDegree,
  (x + 1) / cellsPerDegree,
  (y + 1) / cellsPerDegree,
]
