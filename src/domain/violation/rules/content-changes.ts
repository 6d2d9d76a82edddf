import type { CaseContent } from '#domain/violation/rules/draft.ts'

export interface ContentChange {
  field: keyof CaseContent
  before: unknown
  after: unknown
}

/** What differs between two savings of a case. */
export function contentChanges(before: CaseContent | undefined, after: CaseContent): ContentChange[] {
  return (Object.keys(after) as (keyof CaseContent)[])
    .filter((field) => JSON.stringify(before?.[field] ?? null) !== JSON.stringify(after[field]))
    .map((field) => ({ field, before: before?.[field] ?? null, after: after[field] }))
}

export const changedFields = (before: CaseContent | undefined, after: CaseContent): string[] =>
  contentChanges(before, after).map(({ field }) => field)

/**
 * Fields whose values may stand in the event log, which is never rewritten: numbers, days and choices. Texts and persons are
 * kept with the revisions alone, which go when the case leaves the board.
 */
const lasting = [
  'category',
  'regionCode',
  'actOn',
  'leadSource',
  'decisionNo',
  'decidedOn',
  'rectifyBy',
  'executionState',
  'bases',
] as const

/** Before and after of an event: what may last, and of the rest only that it changed. */
export function changesOnRecord(
  before: CaseContent | undefined,
  after: CaseContent,
  more: Record<string, unknown> = {},
) {
  const changes = contentChanges(before, after).filter(({ field }) => (lasting as readonly string[]).includes(field))
  return {
    ...(before ? { before: Object.fromEntries(changes.map((change) => [change.field, change.before])) } : {}),
    after: { ...more, ...Object.fromEntries(changes.map((change) => [change.field, change.after])) },
  }
}
