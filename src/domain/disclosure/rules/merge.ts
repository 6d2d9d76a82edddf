/** The form's fields as they were typed, by field name. */
export type TypedFields = Readonly<Record<string, string>>

export interface Conflict {
  field: string
  /** What another person saved meanwhile, and what was typed here. */
  theirs: string
  mine: string
}

/**
 * Three-way merge of what two people typed. A field that only one of them changed takes that change; one that both
 * changed differently is a conflict, and only then is anything asked.
 * @param before the fields as they were when this person's form was loaded; a field not in it was as it is now
 * @param now what is saved
 * @param mine what this person sends; fields that are not sent stay
 */
export function mergeTyped(
  before: TypedFields,
  now: TypedFields,
  mine: TypedFields,
): { changes: TypedFields; conflicts: Conflict[] } {
  const changes: Record<string, string> = {}
  const conflicts: Conflict[] = []
  for (const [field, typed] of Object.entries(mine)) {
    const theirs = now[field] ?? ''
    const base = before[field] ?? theirs
    if (typed === theirs || typed === base) continue
    if (theirs === base) changes[field] = typed
    else conflicts.push({ field, theirs, mine: typed })
  }
  return { changes, conflicts }
}
