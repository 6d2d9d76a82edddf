import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { averagings, confidences, dayKinds, media, regionKinds, ruleDuties, sourceMarks } from '#db/vocabulary.ts'

const folder = fileURLToPath(new URL('../../content/reference/', import.meta.url))

/** How long a published penalty may be displayed at most (content/reference/display-terms.json): the terms that hold now. */
export function mostDisplayMonths(): number {
  const { terms } = read<{ terms: { validTo: string | null; mostMonths: number }[] }>('display-terms.json')
  return terms.find(({ validTo }) => validTo === null)?.mostMonths as number
}

export interface RegionEntry {
  code: string
  parentCode?: string
  kind: (typeof regionKinds)[number]
  nameZh: string
  fullNameZh?: string
  nameEn: string
  longitudeDeg: number
  latitudeDeg: number
  carvedFrom?: string[]
}

export interface BatchEntry {
  batch: number
  nameZh: string
  nameEn: string
  screeningFrom: string
  screeningTo: string
  rectificationFrom: string
  rectificationTo: string
}

export interface SectorEntry {
  code: string
  batch: number
  nameZh: string
  nameEn: string
  industryPrefixes: string[]
}

export interface FactorEntry {
  code: string
  legacyCode?: string
  medium: (typeof media)[number]
  nameZh: string
  nameEn: string
  aliases?: string[]
  unit: string
  deviceUnit?: string
  amountUnit?: string
  casNumber?: string
  noteZh?: string
  noteEn?: string
  sources?: string[]
  confidence: (typeof confidences)[number]
}

interface Text {
  zh: string
  en: string
}

export interface LimitEntry {
  factorCode?: string
  factorNameZh: string
  factorNameEn?: string
  medium: (typeof media)[number]
  appliesToZh: string
  appliesToEn: string
  boundary?: boolean
  limitMin?: number
  limitMax?: number
  specialLimit?: number
  unit: string
  averaging?: (typeof averagings)[number]
  referenceOxygenPercent?: number
  tableNo: string
  noteZh?: string
  noteEn?: string
  confidence: (typeof confidences)[number]
  specialConfidence?: (typeof confidences)[number]
}

export interface StandardEntry {
  code: string
  titleZh: string
  titleEn: string
  sectors?: string[]
  inForceFrom: string
  inForceTo?: string
  inForceConfidence: (typeof confidences)[number]
  confidence: (typeof confidences)[number]
  averaging?: Text
  judging?: Text
  notes?: Text[]
  source: Text
  limits: LimitEntry[]
}

export interface RuleEntry {
  duty: (typeof ruleDuties)[number]
  fixedDay?: string
  yearOffset?: number
  days?: number
  dayKind?: (typeof dayKinds)[number]
  basis: string
  basisEn: string
  mark: (typeof sourceMarks)[number]
}

export interface RuleSetEntry {
  code: string
  validFrom: string
  validTo?: string
  rules: RuleEntry[]
}

export interface DeadlineFile {
  ruleSets: RuleSetEntry[]
  /** Which set the city applies to the annual disclosure of a year. */
  years: { year: number; ruleSet: string }[]
}

export interface SeriousExceedance {
  share: number
  leastJudged: number
  heavyMetalMultiple: number
  otherMultiple: number
  heavyMetals: string[]
  basis: string
}

export const readRegions = () => read<{ regions: RegionEntry[] }>('regions.json').regions
export const readSectors = () => read<{ batches: BatchEntry[]; sectors: SectorEntry[] }>('sectors.json')
export const readFactors = () => read<{ factors: FactorEntry[] }>('factors.json').factors
export const readDeadlines = () => read<DeadlineFile>('deadlines.json')

/** The definition of serious exceedance that holds now. */
export const readSeriousExceedance = () => {
  const { sets } = read<{ sets: SeriousExceedance[] }>('serious-exceedance.json')
  return sets.at(-1) as SeriousExceedance
}

/** One file per standard, in the order of their names. */
export const readStandards = () =>
  readdirSync(`${folder}standards`)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => read<StandardEntry>(`standards/${name}`))

const read = <T>(name: string): T => JSON.parse(readFileSync(folder + name, 'utf8')) as T
