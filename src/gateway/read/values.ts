import { digits2, digits4, isDigit } from '#src/gateway/read/bytes.ts'

const comma = 44
const minus = 45
const point = 46
const semicolon = 59
const powersOfTen = Array.from({ length: 16 }, (_, power) => 10 ** power)
/** So many digits are always exact as a number. */
const mostExactDigits = 15

/** Where the last number that was read ended: a second result that needs no object. */
export let numberEnd = 0

/**
 * A number as the protocol writes it: `-12.5`, up to `,`, `;` or `to`. NaN for anything else, which `readOddNumber` then looks at.
 * A whole number divided by a power of ten, both exact, is the same double that the text stands for.
 */
export function readNumber(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  const isNegative = bytes[at] === minus
  if (isNegative) at++
  const first = at
  let whole = 0
  let decimals = 0
  let byte = at < to ? (bytes[at] as number) : semicolon
  while (byte >= 48 && byte <= 57) {
    whole = whole * 10 + byte - 48
    byte = ++at < to ? (bytes[at] as number) : semicolon
  }
  let digits = at - first
  if (digits === 0) return Number.NaN
  if (byte === point) {
    const fraction = ++at
    byte = at < to ? (bytes[at] as number) : semicolon
    while (byte >= 48 && byte <= 57) {
      whole = whole * 10 + byte - 48
      byte = ++at < to ? (bytes[at] as number) : semicolon
    }
    decimals = at - fraction
    if (decimals === 0) return Number.NaN
    digits += decimals
  }
  if ((byte !== comma && byte !== semicolon) || digits > mostExactDigits) return Number.NaN
  numberEnd = at
  const value = decimals === 0 ? whole : whole / (powersOfTen[decimals] as number)
  return isNegative ? -value : value
}

/** Other ways to write a number that were seen: `+1.5`, `.5`, `5.`, `1.2E-3`, blanks around it. NaN for what is none. */
export function readOddNumber(text: string): number {
  const trimmed = text.trim()
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(trimmed)) return Number.NaN
  const value = Number(trimmed)
  return Number.isFinite(value) ? value : Number.NaN
}

/** Whether a text is written as the protocol says, however long. */
export const isPlainNumber = (text: string) => /^-?\d+(\.\d+)?$/.test(text)

/** Where a value ends: before `;`, `,` or `to`. */
export function valueEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from
  while (at < to && bytes[at] !== comma && bytes[at] !== semicolon) at++
  return at
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * A time of 14 digits (12: without seconds; of 15 to 17 the first 14 count), by Chinese clocks, as milliseconds. NaN for what is
 * no time, or lies before 1970.
 */
export function readTime(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from
  if (length < 12 || length > 17 || length === 13) return Number.NaN
  for (let at = from; at < to; at++) if (!isDigit(bytes[at])) return Number.NaN
  const year = digits4(bytes, from)
  const month = digits2(bytes, from + 4)
  const day = digits2(bytes, from + 6)
  const hour = digits2(bytes, from + 8)
  const minute = digits2(bytes, from + 10)
  const second = length === 12 ? 0 : digits2(bytes, from + 12)
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = month === 2 && isLeap ? 29 : (monthDays[month - 1] ?? 0)
  if (year < 1971 || day < 1 || day > days || hour > 23 || minute > 59 || second > 59) return Number.NaN
  return ((daysSince1970(year, month, day) * 24 + hour - 8) * 60 + minute) * 60_000 + second * 1000
}

/** Source: Howard Hinnant, chrono-compatible low-level date algorithms, `days_from_civil` */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}
