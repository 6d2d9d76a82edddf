import type { County } from '#db/seed/city/counties/county.ts'
import type { Point } from '#db/seed/city/places.ts'
import type { Profile } from '#db/seed/city/profiles/profile.ts'
import type { Random } from '#db/seed/random.ts'
import type { averagings, controlLevels, emissionPatterns, emissionRoutes, media, outletKinds } from '#db/vocabulary.ts'

/** How a firm behaves: decides its loads, its exceedances, its filing and its cases. */
export type Conduct = 'good' | 'ordinary' | 'careless' | 'bad'
export type Trend = 'improving' | 'steady' | 'worsening'

export interface Enterprise {
  id: number
  creditCode: string
  name: string
  nameEn: string | null
  calledEn: string
  shortNames: string[]
  formerNames: string[]
  legalRepresentative: string
  officer: string
  address: string
  place: Point
  county: County
  profile: Profile
  industryCode: string
  products: string
  startedOn: string
  operatingState: 'operating' | 'suspended' | 'closed'
  controlLevel: (typeof controlLevels)[number]
  /** 1 small, 2 middle, 3 large. */
  size: 1 | 2 | 3
  conduct: Conduct
  trend: Trend
  /** The member of the cast it plays, if any. */
  role?: 'paperMill' | 'antimonySmelter' | 'sewagePlant' | 'cementWorks'
  outlets: Outlet[]
}

export interface Outlet {
  id: number
  code: string
  name: string
  kind: (typeof outletKinds)[number]
  medium: (typeof media)[number]
  route: (typeof emissionRoutes)[number]
  pattern: (typeof emissionPatterns)[number]
  destination: string | null
  heightM: number | null
  innerDiameterM: number | null
  gasTemperatureC: number | null
  place: Point
  inServiceFrom: string
  /** Water: m³ a day. Air: m³ an hour at standard state. Null for fugitive sources. */
  flow: number | null
  /** Days a year (water) or hours a year (air). */
  runs: number
  /** Whether devices report it (on-line monitoring) or a laboratory does. */
  online: boolean
  /** What treats it, where it is treated. */
  treatment: { name: string; process: string; capacity: number; capacityUnit: string } | null
  factors: OutletFactor[]
}

export interface OutletFactor {
  factorCode: string
  nameZh: string
  nameEn: string
  limits: Limit[]
  /** Tonnes a year in the permit, where the permit sets a total. */
  permittedTonnes: number | null
}

export interface Limit {
  limitMin: number | null
  limitMax: number
  unit: string
  averaging: (typeof averagings)[number]
  source: 'standard' | 'permit'
  standardCode: string | null
  tableNo: string | null
  validFrom: string
  validTo: string | null
}

/** What every maker of the city needs: the day it stands at and streams of numbers of its own. */
export interface Scene {
  today: string
  year: number
  random: (...name: (string | number)[]) => Random
}

/** The limit that held on a day. Where two averaging periods have one, water counts by the day and air by the hour. */
export function limitOn(factor: OutletFactor, day: string): Limit | undefined {
  const valid = factor.limits.filter(
    ({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo),
  )
  const usual = factor.factorCode.startsWith('w') ? 'day' : 'hour'
  return valid.find((limit) => limit.averaging === usual) ?? valid[0]
}
