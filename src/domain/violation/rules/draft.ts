import type { casePersonKinds, executionStates, leadSources } from '#db/vocabulary.ts'
import type { DailyPenaltyPeriod } from '#domain/violation/rules/daily-penalty.ts'
import type { MeasureKind } from '#domain/violation/rules/measures.ts'
import type { ViolationCategory } from '#domain/violation/rules/persons.ts'

export interface DraftMeasure {
  kind: MeasureKind
  /** Of a daily penalty: null until it is computed from its periods. */
  amountFen: number | null
  fromOn: string | null
  toOn: string | null
  prolongedOn: string | null
  periods: DailyPenaltyPeriod[]
  detail: string
}

export interface DraftPerson {
  name: string
  /** 职务. */
  position: string
  kind: (typeof casePersonKinds)[number]
  isMinor: boolean
}

/** A case as its drafter types it: with what is marked as secret, and with every person. Texts are '' and days null when not given. */
export interface CaseContent {
  category: ViolationCategory
  /** '' when the firm is not in the register: its name then stands alone. */
  creditCode: string
  enterpriseName: string
  regionCode: string
  title: string
  titleEn: string
  facts: string
  factsEn: string
  /** The day of the act: its law decides. */
  actOn: string | null
  leadSource: (typeof leadSources)[number]
  leadOn: string | null
  leadWords: string
  /** Number of the report, of the inspection, link of the medium: for the office. */
  leadReference: string
  inspectedOn: string | null
  inspectionWords: string
  orderServedOn: string | null
  orderWords: string
  /** Codes of content/reference/legal-bases.json. */
  bases: string[]
  /** A basis that is not among them, and why. */
  basisText: string
  basisReason: string
  decisionNo: string
  decidedOn: string | null
  authority: string
  rectifyBy: string | null
  executionState: (typeof executionStates)[number]
  persons: DraftPerson[]
  measures: DraftMeasure[]
  outlets: number[]
  disclosures: number[]
  readings: string[]
  /** What looks like personal data and is public data of an office, as the drafter confirms. */
  confirmed: string[]
}

type Said =
  | 'category'
  | 'creditCode'
  | 'enterpriseName'
  | 'regionCode'
  | 'title'
  | 'facts'
  | 'actOn'
  | 'leadOn'
  | 'leadReference'

/** A draft of which no more is known than its lead says: the rest waits for its drafter. */
export const draftOfLead = (lead: Pick<CaseContent, Said | 'leadSource' | 'leadWords'>): CaseContent => ({
  titleEn: '',
  factsEn: '',
  inspectedOn: null,
  inspectionWords: '',
  orderServedOn: null,
  orderWords: '',
  bases: [],
  basisText: '',
  basisReason: '',
  decisionNo: '',
  decidedOn: null,
  authority: '',
  rectifyBy: null,
  executionState: 'pending',
  persons: [],
  measures: [],
  outlets: [],
  disclosures: [],
  readings: [],
  confirmed: [],
  ...lead,
})

/** What is wrong or unusual in a draft: `refuse` bars it, `warn` is said and left to the officer. Sentences: i18n/messages/case-problems.ts. */
export interface CaseFinding {
  severity: 'refuse' | 'warn'
  field: string
  code: string
  given?: Record<string, string | number>
  /** The clause that asks for it. */
  clause?: Clause
}

export type Clause =
  | 'order_28'
  | 'order_29'
  | 'order_30'
  | 'detention'
  | 'code_1057'
  | 'code_1060'
  | 'city_rule_names'
  | 'open_government'
  | 'penalty_law_57'

/** Who a draft is opened for, until the county puts in its full name. */
export const draftAuthority = (regionZh: string): string => `${regionZh}生态环境主管部门`
