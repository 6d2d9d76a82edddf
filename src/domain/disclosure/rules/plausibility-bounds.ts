/**
 * The figures behind plausibility.ts. The portal's own, chosen so that a true filing passes; physics where it is physics.
 */
export const bounds: {
  density: Record<string, number>
  scale: Record<string, number>
  tonnesPerM3: Record<string, number>
  totalTonnes: number
  gasVelocityMPerS: number
  limitMultiple: number
  permittedMultiple: number
  permitMargin: number
  yearToYear: number
  noticedFromTonnes: number
  noticedFromLimitShare: number
  kilogramsFor: readonly [number, number]
  facilityMargin: number
  daysInYear: number
  hoursInYear: number
  runningMargin: number
  runningBand: number
  runningNoticedFromTonnes: number
  rateBand: number
  judgedHoursMargin: number
  rateApartPoints: number
} = {
  /** Nothing dissolved or carried outweighs its medium: water 1 kg/L, air 1.293 kg/m³ (standard state). */
  density: {
    'mg/L': 1e6,
    'µg/L': 1e9,
    'ng/L': 1e12,
    'mg/m³': 1.293e6,
    'µg/m³': 1.293e9,
    'ng/m³': 1.293e12,
    'ng-TEQ/m³': 1.293e12,
    'pg-TEQ/L': 1e15,
  },
  /** Ends of scales, by factor (pH) or unit. Ringelmann grades end at 5. */
  scale: { w01001: 14, '%': 100, 级: 5 },
  /** Tonnes in one m³ at 1 of the unit. */
  tonnesPerM3: { 'mg/L': 1e-6, 'µg/L': 1e-9, 'mg/m³': 1e-9, 'µg/m³': 1e-12 },
  /** Of one factor through one outlet in a year; the whole country's SO2 in 2022 was 2.4 million tonnes. */
  totalTonnes: 1e6,
  /** Faster gas than this leaves no stack; design is 10 to 30. */
  gasVelocityMPerS: 60,
  /** A waste-water facility may have run above its design capacity, but not by more. */
  facilityMargin: 3,
  limitMultiple: 100,
  permittedMultiple: 3,
  /** Over the permitted total by more than rounding: the reason is asked. */
  permitMargin: 1.005,
  /** A value that grows or shrinks more than this from one year to the next is asked about ... */
  yearToYear: 20,
  /** ... unless both are small: below this total, or below this share of the limit. */
  noticedFromTonnes: 1,
  noticedFromLimitShare: 0.1,
  /** A thousandfold of last year's total is kilograms written as tonnes. */
  kilogramsFor: [300, 3000],
  daysInYear: 366,
  hoursInYear: 8784,
  /** A total above maximum x flow x hours by more than this cannot be: flow meters are within 10 %, stacks within 20 %. */
  runningMargin: 1.5,
  /** A total further than this from mean x flow x hours is asked about; a flow-weighted mean differs from a plain one. */
  runningBand: 2.5,
  /** Neither is said of less than a kilogram a year. */
  runningNoticedFromTonnes: 0.001,
  /** Highest rate (kg/h) against highest concentration x flow: they need not fall on the same hour. */
  rateBand: 5,
  judgedHoursMargin: 1.02,
  /** 在线超标率 against exceeding / judged periods of a row that was measured on line, in percentage points. */
  rateApartPoints: 5,
}

/** Air that a stack's mouth can pass in a year, m³, from its inner diameter. */
export function stackCarriesM3PerYear(innerDiameterM: number | null): number | null {
  if (innerDiameterM === null) return null
  return (Math.PI / 4) * innerDiameterM ** 2 * bounds.gasVelocityMPerS * bounds.hoursInYear * 3600
}

/** Water that a facility can pass in a year, m³, from its capacity; null for a unit that is no flow of water. */
export function facilityCarriesM3PerYear(capacity: number | null, unit: string | null): number | null {
  if (capacity === null || unit === null) return null
  const m3PerDay = /^(m³|m3|t|吨)\/(d|天|日)$/i.test(unit)
    ? capacity
    : /^(m³|m3|t|吨)\/(h|时)$/i.test(unit)
      ? capacity * 24
      : null
  return m3PerDay === null ? null : m3PerDay * bounds.daysInYear * bounds.facilityMargin
}
