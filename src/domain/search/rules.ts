import type { SearchKind } from '#platform/search/port.ts'

const folders: Record<SearchKind, string> = {
  enterprise: '/enterprises/',
  case: '/board/',
  disclosure: '/disclosures/',
  outcome: '/report/outcomes/',
  factor: '/library/factors/',
  standard: '/library/standards/',
  regulation: '/library/regulations/',
  guide: '/library/guides/',
  term: '/library/glossary#',
}

/** What stands after the kind in a key: how its page is addressed. */
export const refOf = (key: string): string => key.slice(key.indexOf(':') + 1)

/** The page of a thing: `case:17` is at /board/17. */
export const addressOf = (kind: SearchKind, key: string): string => folders[kind] + refOf(key)
