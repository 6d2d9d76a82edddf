/** 问题编号: its county, its year, and its place in them: `430922-2026-0007`. */
export const problemNumber = (regionCode: string, year: number, serial: number): string =>
  `${regionCode}-${year}-${String(serial).padStart(4, '0')}`

/** The place of the newest of a county's year, from its number. */
export const serialOf = (no: string): number => Number(no.slice(12))
