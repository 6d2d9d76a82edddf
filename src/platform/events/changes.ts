export interface Change {
  /** Path of the value, `ties.regionCode`; empty when the event holds a bare value. */
  field: string
  before: string | undefined
  after: string | undefined
}

const MOST_CHANGES = 200
const LONGEST = 500

/**
 * What an event changed, value by value, for a table of before and after. Values that stayed are left out unless only one
 * side is there (something was made or taken away). Long values are cut at 500 characters, long lists at 200 values.
 */
export function changesOf(before: unknown, after: unknown): Change[] {
  const [old, now] = [flat(before), flat(after)]
  const bothSides = old.size > 0 && now.size > 0
  const fields = [...new Set([...old.keys(), ...now.keys()])]
  return fields
    .map((field) => ({ field, before: old.get(field), after: now.get(field) }))
    .filter((change) => !bothSides || change.before !== change.after)
    .slice(0, MOST_CHANGES)
}

function flat(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) {
    if (path !== '') into.set(path, '—')
  } else if (typeof value !== 'object') {
    const text = String(value)
    into.set(path, text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)
  } else {
    for (const [key, part] of Object.entries(value)) flat(part, path === '' ? key : `${path}.${key}`, into)
  }
  return into
}
