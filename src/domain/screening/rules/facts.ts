/** What the records hold of one firm, as far as annex 1 asks (queries/facts.ts). Numbers in the unit beside them. */
export interface FirmFacts {
  creditCode: string
  permit: { no: string; authority: string; issuedOn: string; expiresOn: string } | undefined
  totals: { factor: string; tonnes: number }[]
  facilities: { code: string; name: string; process: string }[]
  /** The newest published disclosure. */
  disclosure: { id: number; year: number } | undefined
  figures: {
    outletCode: string
    factor: string
    min: number
    max: number
    unit: string
    limit: number | null
    /** What the firm gave as the cause where it was over. */
    reason: string | null
  }[]
  /** Its self-check: problems it named, or `none`; undefined where it filed none. */
  selfCheck: { problems: string[] } | undefined
  /** The bureau's own samples of the last twelve months, newest first. */
  samples: Sample[]
  devices: { outletCode: string; state: string; factors: string[]; comparedOn: string | null }[]
  /** The hours of the last closed month, of the factors that count. */
  rate: { month: string; due: number; valid: number } | undefined
  /** Judged means over the limit within twelve months, by outlet and factor. */
  exceedances: { outletCode: string; factor: string; count: number; lastOn: string }[]
  /** What the firm answered to its supervision orders, newest first. */
  onlineCauses: string[]
  cases: { id: number; decisionNo: string; decidedOn: string; measures: string[]; fineFen: number }[]
  problems: { no: string; kind: string; words: string; isOpen: boolean }[]
}

export interface Sample {
  outletCode: string
  factor: string
  sampledOn: string
  reportNo: string
  value: number | null
  limitMin: number | null
  limitMax: number | null
}
