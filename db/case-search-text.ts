import { searchText } from '#db/search-text.ts'

export interface CaseSearchParts {
  title: string
  titleEn?: string | null
  facts: string
  factsEn?: string | null
  enterpriseName: string
  decisionNo: string
  authority: string
  /** Names of its region and sector in both languages: `桃江 偷排` is what people type. */
  regionNames: readonly string[]
  sectorNames: readonly string[]
  /** Category and measures in both languages. */
  terms: readonly string[]
}

/** All that a reader of the board may type to find a case. Names of persons are left out: nobody is found by name. */
export function caseSearchText(parts: CaseSearchParts): string {
  return searchText([
    parts.title,
    parts.titleEn,
    parts.enterpriseName,
    parts.decisionNo,
    parts.authority,
    ...parts.regionNames,
    ...parts.sectorNames,
    ...parts.terms,
    parts.facts,
    parts.factsEn,
  ])
}
