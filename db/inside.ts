type Ring = readonly (readonly number[])[]

/**
 * Does a point lie within a polygon of rings of [x, y]? Even-odd rule: a ray to the east crosses the rings an odd number of times;
 * holes count by themselves.
 */
export function isInside(x: number, y: number, rings: readonly Ring[]): boolean {
  let inside = false
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi = 0, yi = 0] = ring[i] ?? []
      const [xj = 0, yj = 0] = ring[j] ?? []
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
    }
  return inside
}
