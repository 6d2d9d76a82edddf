/** What stands in each field of the form, and the version in which it came. */
export type SavedForm = Readonly<Record<string, { value: string; version: number }>>

export interface Clash {
  field: string
  theirs: string
  mine: string
}

/**
 * What was typed over an earlier version of the form, put over the newest one. A field that somebody else changed since, to something
 * else, is not written over: both values go back, to be decided. What was sent twice changes nothing.
 */
export function mergeForm(
  saved: SavedForm,
  version: number,
  sent: { revision: number; fields: Readonly<Record<string, string>> },
) {
  const clashes: Clash[] = []
  const changed: Record<string, string> = {}
  for (const [field, mine] of Object.entries(sent.fields)) {
    const before = saved[field] ?? { value: '', version: 0 }
    if (before.value === mine) continue
    if (before.version > sent.revision) clashes.push({ field, theirs: before.value, mine })
    else changed[field] = mine
  }
  const next = Object.keys(changed).length > 0 ? version + 1 : version
  const form: Record<string, { value: string; version: number }> = { ...saved }
  for (const [field, value] of Object.entries(changed)) form[field] = { value, version: next }
  const others = Object.fromEntries(
    Object.entries(saved).flatMap(([field, { value, version: its }]) =>
      its > sent.revision && !(field in sent.fields) ? [[field, value]] : [],
    ),
  )
  return { form, version: next, changed: Object.keys(changed), clashes, others }
}

export const valuesOf = (saved: SavedForm): Record<string, string> =>
  Object.fromEntries(Object.entries(saved).map(([field, { value }]) => [field, value]))
