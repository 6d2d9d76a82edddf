import { monthAfter } from '#domain/assessment/rules/month.ts'
import reference from '../../../../content/reference/assessment.json' with { type: 'json' }

/** What a county is assessed by; each counts rows that everybody can read. */
export const indicators = [
  'returns',
  'orders',
  'rate',
  'over_limit',
  'supervisory',
  'disclosure',
  'rectification',
  'publication',
  'inspections',
] as const
export type Indicator = (typeof indicators)[number]

export interface IndicatorRule {
  code: Indicator
  /** Decimals as text: nothing here is ever a binary fraction. */
  weight: string
  /** The share at which there are no points, and the share at which there are all; `full` may be the lower one. */
  none: string
  full: string
  mark: 'text' | 'portal'
}

/** When a measure against a county is proposed: for so many months in a row the last, or a share on the wrong side of the line. */
export type ProposalRule = { months: number; kind: 'interview' | 'listed_supervision' | 'criticism' } & (
  | { code: 'last' }
  | { code: 'rate' | 'over_limit' | 'returns'; indicator: Indicator; line: string }
)

export interface Formula {
  version: string
  /** The first month that it holds for. */
  validFrom: string
  /** The day of the following month on which the scores are fixed. */
  fixedOnDay: number
  /** Below this sum of weights with data no score is given. */
  leastWeight: string
  mark: 'portal'
  indicators: IndicatorRule[]
  proposals: ProposalRule[]
}

const sets = reference.sets as Formula[]

/** The first month that counties are assessed for. */
export const firstMonth = (sets[0] as Formula).validFrom

/** content/reference/assessment.json; before its first month, the first set. */
export const formulaOn = (month: string): Formula =>
  sets.findLast(({ validFrom }) => validFrom <= month) ?? (sets[0] as Formula)

/** The set by which a month was fixed. @throws when the file has lost it */
export function formulaOfVersion(version: string): Formula {
  const found = sets.find((set) => set.version === version)
  if (!found) throw new Error(`content/reference/assessment.json has no set ${version}`)
  return found
}

/** The day on which a month's scores are fixed. */
export const fixedOn = (month: string): string =>
  `${monthAfter(month)}-${String(formulaOn(month).fixedOnDay).padStart(2, '0')}`
