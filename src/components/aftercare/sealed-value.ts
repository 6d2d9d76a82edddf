/** A value of an archived row as text: nothing for what was blank, entries of a list one per line, anything deeper as it was kept. */
export function sealedValue(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(sealedValue).filter(Boolean).join('\n')
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value)
}
