/** What a number format makes of a number, as far as it matters for what a person sees in the cell. */
export type NumberKind = 'number' | 'percent' | 'day' | 'month' | 'year' | 'time'

/** Built-in formats (ECMA-376 18.8.30), with those of Chinese Excel. */
const builtIn: Readonly<Record<number, NumberKind>> = {
  9: 'percent',
  10: 'percent',
  ...kinds('day', [14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58]),
  ...kinds('month', [17, 27, 36, 50, 52, 57]),
  ...kinds('time', [18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]),
}

function kinds(kind: NumberKind, ids: number[]): Record<number, NumberKind> {
  return Object.fromEntries(ids.map((id) => [id, kind]))
}

export function numberKind(id: number, code: string | undefined): NumberKind {
  if (code === undefined) return builtIn[id] ?? 'number'
  // Of the sections for positive, negative, zero and text the first; without literals, colours and fillers.
  const plain = code.replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '').split(';', 1)[0] ?? ''
  if (/^general$/i.test(plain.trim()) || /[0#?]/.test(plain.replace(/[hs]\S*/gi, '')))
    return plain.includes('%') ? 'percent' : 'number'
  if (/d/i.test(plain)) return 'day'
  if (/y|e/i.test(plain)) return /m/i.test(plain) ? 'month' : 'year'
  if (/[hs]/i.test(plain)) return 'time'
  return /m/i.test(plain) ? 'month' : 'number'
}

const dayMs = 86_400_000

/**
 * A stored number as a person would have typed what the cell shows: without binary noise, 98.5% for 0.985 in a percent cell,
 * a day for Excel's count of days.
 */
export function numberText(stored: string, kind: NumberKind, date1904: boolean): string {
  const value = Number(stored)
  if (!Number.isFinite(value) || stored.trim() === '') return stored
  if (kind === 'percent') return `${quiet(value * 100)}%`
  if (kind === 'number' || value < 0 || value > 2_958_465) return quiet(value)
  if (kind === 'time') return new Date(Math.round((value % 1) * dayMs)).toISOString().slice(11, 16)
  return dayOf(value, date1904).slice(0, { day: 10, month: 7, year: 4 }[kind])
}

/** Fifteen digits are all that Excel keeps; more are noise of the binary form. */
const quiet = (value: number) => String(Number(value.toPrecision(15)))

/** Excel counts from 1900 and believes in 29 February 1900; old Macs count from 1904. */
function dayOf(serial: number, date1904: boolean): string {
  const days = Math.floor(serial) + (date1904 ? 1462 : serial < 60 ? 1 : 0)
  return new Date(Date.UTC(1899, 11, 30) + days * dayMs).toISOString().slice(0, 10)
}
