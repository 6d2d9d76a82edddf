import type { departments, liaisonRoles, reviewLevels, unprosecutedDefinitions } from '#db/vocabulary.ts'
import reference from '../../../../content/reference/joint-rules.json' with { type: 'json' }

type Mark = 'text' | 'public' | 'memory' | 'portal'
interface Figure {
  value: number
  mark: Mark
}
interface Dated {
  validFrom: string
  validTo: string | null
}

export interface ContactSheetTerms extends Dated {
  acceptHours: Figure
  answerWorkdays: Figure
}

export type Bureau = (typeof reviewLevels)[number]
export interface LiaisonTerms extends Dated {
  mark: Mark
  roles: {
    role: (typeof liaisonRoles)[number]
    bureaus: Bureau[]
    count: number
    departments?: (typeof departments)[number][]
    basis: string
  }[]
}

export interface CriminalLines extends Dated {
  mark: Mark
  basis: string
  basisEn: string
  /** A value at or above so many times its limit; "over three times" is read in two ways, and the lower line lists. */
  timesLimit: { times: number; factors: string[] }[]
}

export type Duty = 'check' | 'punish' | 'transfer'
export interface Definition {
  name: (typeof unprosecutedDefinitions)[number]
  duty: Duty
  /** Natural days after the fact, its own day not counted. */
  days: number
  mark: Mark
  text: string
  textEn: string
}
export interface UnprosecutedTerms extends Dated {
  lookBackDays: Figure
  definitions: Definition[]
}

/** The set of content/reference/joint-rules.json that holds on a day; before its first day, the first. */
const on = <T extends Dated>(sets: readonly T[], day: string): T =>
  sets.findLast(({ validFrom }) => validFrom <= day) ?? (sets[0] as T)

export const contactSheetTermsOn = (day: string) => on(reference.contactSheet as ContactSheetTerms[], day)
export const liaisonTermsOn = (day: string) => on(reference.liaison as LiaisonTerms[], day)
export const criminalLinesOn = (day: string) => on(reference.criminalLines as CriminalLines[], day)
export const unprosecutedTermsOn = (day: string) => on(reference.unprosecuted as UnprosecutedTerms[], day)
