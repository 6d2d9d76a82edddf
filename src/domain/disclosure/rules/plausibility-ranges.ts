/**
 * What a factor can be in waste water or waste gas, in the unit of its national method.
 *
 * `seen`: the detection limit of the usual national method; a measured mean below it was not seen by it (a device may, hence it
 * is asked, not refused). `raw`: the strongest untreated waste water or gas that industry is known for; an outlet above it asks
 * for a reason. `never`: beyond what the medium holds at all; refused.
 *
 * Sources. `seen`: the national methods named beside it, from memory, unconfirmed (HJ 828 COD, HJ 505 BOD5, HJ 535 ammonia,
 * HJ 636 total nitrogen, GB 11893 total phosphorus, HJ 637 oils, HJ 694 mercury, arsenic and antimony, HJ 700 metals, GB 7467
 * chromium VI, HJ 484 cyanide, HJ 503 phenols; HJ 836 particulate matter, HJ 57 SO2, HJ 693 NOx, HJ 38 NMHC, HJ 549 HCl).
 * `raw` and `never`: the portal's own, wide on purpose: they catch slips of unit and factor, they judge nobody.
 */
export interface Range {
  unit: string
  seen: number
  raw: number
  never: number
}

const water = (seen: number, raw: number, never: number): Range => ({ unit: 'mg/L', seen, raw, never })
const air = (seen: number, raw: number, never: number): Range => ({ unit: 'mg/m³', seen, raw, never })
/** Metals of waste water: hydrometallurgy and electroplating baths carry grams in a litre, saturated liquors more. */
const metal = (seen: number) => water(seen, 2000, 200_000)

const waterRanges: Record<string, Range> = {
  w01012: water(1, 30_000, 500_000),
  w01017: water(0.5, 60_000, 300_000),
  w01018: water(2, 100_000, 500_000),
  w01020: water(0.1, 40_000, 300_000),
  w21001: water(0.05, 8000, 200_000),
  w21003: water(0.01, 6000, 200_000),
  w21004: water(0.1, 8000, 200_000),
  w21011: water(0.01, 1500, 100_000),
  w21016: water(0.0005, 2000, 100_000),
  w21017: water(0.05, 5000, 400_000),
  w21019: water(0.001, 3000, 200_000),
  w22001: water(0.01, 20_000, 500_000),
  w22002: water(0.01, 20_000, 500_000),
  w23002: water(0.0003, 10_000, 80_000),
  w19002: water(0.01, 5000, 200_000),
  w99002: water(0.005, 500, 50_000),
  w20004: metal(0.0001),
  w20111: water(0.00001, 50, 20_000),
  w20115: metal(0.00001),
  w20116: metal(0.0001),
  w20117: metal(0.0005),
  w20119: metal(0.0001),
  w20120: metal(0.00005),
  w20121: metal(0.00005),
  w20122: metal(0.00005),
  w20123: metal(0.0005),
}

const airRanges: Record<string, Range> = {
  a21026: air(0.5, 20_000, 400_000),
  a21002: air(0.5, 5000, 200_000),
  a21005: air(0.2, 100_000, 500_000),
  a34013: air(0.1, 50_000, 1_000_000),
  a24088: air(0.05, 10_000, 500_000),
  a21024: air(0.1, 5000, 400_000),
  a21018: air(0.01, 2000, 200_000),
  a21001: air(0.01, 5000, 300_000),
  a21028: air(0.001, 5000, 300_000),
  a20057: air(0.00001, 50, 10_000),
  a20043: air(0.0001, 1000, 100_000),
  a20004: air(0.0001, 1000, 100_000),
  a20007: air(0.0001, 1000, 100_000),
  a25002: air(0.0005, 3000, 200_000),
}

/** The range of a factor in its medium; undefined where the table has none (colour, bacteria, pH). */
export const rangeOf = (factorCode: string): Range | undefined => waterRanges[factorCode] ?? airRanges[factorCode]
