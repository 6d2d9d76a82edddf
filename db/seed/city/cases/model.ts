import type { Enterprise, Limit, Outlet, OutletFactor } from '#db/seed/city/model.ts'
import type {
  caseStates,
  caseSteps,
  executionStates,
  leadSources,
  measureKinds,
  removalReasons,
  violationCategories,
} from '#db/vocabulary.ts'

export type Category = (typeof violationCategories)[number]
export type LeadSource = (typeof leadSources)[number]

/** What a case is about, before its words and measures. */
export interface Incident {
  /** Null for the few whose party is not in the register. */
  firm: Enterprise | null
  party: string
  partyEn: string
  county: Enterprise['county']
  category: Category
  /** Which of a category's acts it was: the key of its texts. */
  act: string
  medium: 'water' | 'air'
  foundOn: string
  leadSource: LeadSource
  outlet: Outlet | null
  excess: Excess | null
  /** When its permit ran out, where that is what it is about and known. */
  permitUntil?: string
}

/** A measured value over its limit. */
export interface Excess {
  factor: OutletFactor
  limit: Limit
  value: number
  /** 超标倍数: (value - limit) / limit, two decimals. */
  multiple: number
  standardTitleZh: string
  standardTitleEn: string
  reportNo: string
}

export interface Measure {
  kind: (typeof measureKinds)[number]
  amountFen: number | null
  days: number | null
  fromOn: string | null
  toOn: string | null
  detail: string | null
}

export interface Step {
  kind: (typeof caseSteps)[number]
  happenedOn: string
  detail: string | null
}

export interface Case extends Incident {
  id: number
  title: string
  titleEn: string
  facts: string
  factsEn: string
  legalBasis: string
  decisionNo: string
  decidedOn: string
  authority: string
  measures: Measure[]
  steps: Step[]
  legalRepresentative: string | null
  responsiblePersons: string[]
  rectifyBy: string | null
  executionState: (typeof executionStates)[number]
  state: (typeof caseStates)[number]
  publishedAt: string | null
  displayUntil: string | null
  removedOn: string | null
  removalReason: Extract<
    (typeof removalReasons)[number],
    'decision_revoked' | 'decision_changed' | 'decision_unlawful' | 'term_over' | 'credit_repaired'
  > | null
}
