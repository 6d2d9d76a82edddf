import type { datePrecisions } from '#db/vocabulary.ts'
import { plainText, withoutBlanks } from '#src/text/plain-text.ts'

export type DatePrecision = (typeof datePrecisions)[number]

export type ReadDate =
  | { ok: true; day: string; precision: DatePrecision }
  /** `ambiguous`: 3/4/2017 or 17.4.13 may be read in two ways. `impossible`: no such day in the calendar. */
  | { ok: false; problem: 'unreadable' | 'ambiguous' | 'impossible' }

/**
 * Reads a day, a month or a year as sheets hold them: 2017.4.13, 2017-04-13, 2017/4/13, 2017年4月13日, 2017年4月, 2017/4,
 * 20170413, 二〇一七年四月, a bare year, or Excel's number of days since 1900.
 * @returns the first day of a month or year with the precision that was given
 */
export function readDate(given: string | number | Date): ReadDate {
  if (given instanceof Date) return dated(given.getUTCFullYear(), given.getUTCMonth() + 1, given.getUTCDate())
  const day = plainText(String(given)).replace(/[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/, '')
  const text = westernDigits(withoutBlanks(day)).replace(/[号日]$/, '')
  const parts = /^(\d{4})(?:年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2})$/.exec(text)
  if (parts) return dated(Number(parts[1]), Number(parts[2]), Number(parts[3]))
  const month = /^(\d{4})(?:年|[./-])(\d{1,2})月?$/.exec(text)
  if (month) return dated(Number(month[1]), Number(month[2]))
  const year = /^(\d{4})年?$/.exec(text)
  if (year) return dated(Number(year[1]))
  if (/^\d{8}$/.test(text)) return dated(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)))
  if (/^\d{5}(\.0+)?$/.test(text)) return fromSerial(Number.parseInt(text, 10))
  if (/^\d{6}$/.test(text)) return sixDigits(text)
  const dayFirst = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text)
  if (dayFirst) return dayOrMonthFirst(Number(dayFirst[1]), Number(dayFirst[2]), Number(dayFirst[3]))
  if (/^\d{2}(?:年|[./-])\d{1,2}(?:(?:月|[./-])\d{1,2})?月?$/.test(text)) return { ok: false, problem: 'ambiguous' }
  return { ok: false, problem: 'unreadable' }
}

const earliestYear = 1840
const latestYear = 2100

function dated(year: number, month?: number, day?: number): ReadDate {
  if (year < earliestYear || year > latestYear) return { ok: false, problem: 'unreadable' }
  const precision = day !== undefined ? 'day' : month !== undefined ? 'month' : 'year'
  const date = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1))
  const exists = date.getUTCMonth() + 1 === (month ?? 1) && date.getUTCDate() === (day ?? 1)
  return exists ? { ok: true, day: date.toISOString().slice(0, 10), precision } : { ok: false, problem: 'impossible' }
}

/** Excel counts days from 1899-12-30; five digits are the years 1927 to 2173. */
function fromSerial(days: number): ReadDate {
  const date = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000)
  return dated(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}

/** 201704 is April 2017 because 17 is no month; 201112 may be December 2011 or 12 November 2020. */
function sixDigits(text: string): ReadDate {
  const asMonth = dated(Number(text.slice(0, 4)), Number(text.slice(4)))
  const asDay = dated(2000 + Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4)))
  if (asMonth.ok && asDay.ok) return { ok: false, problem: 'ambiguous' }
  return asMonth.ok ? asMonth : { ok: false, problem: asDay.ok ? 'ambiguous' : 'unreadable' }
}

function dayOrMonthFirst(first: number, second: number, year: number): ReadDate {
  if (first === second) return dated(year, first, second)
  if (first > 12) return dated(year, second, first)
  if (second > 12) return dated(year, first, second)
  return { ok: false, problem: 'ambiguous' }
}

const digits: Record<string, string> = {
  〇: '0',
  零: '0',
  O: '0',
  o: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
}

/** 二〇一七年十一月三日 -> 2017年11月3日. */
function westernDigits(text: string): string {
  if (!/[一二三四五六七八九十]/.test(text)) return text
  return text
    .replace(/([一二三])?十([一二三四五六七八九])?/g, (_, tens = '一', ones = '〇') => `${digits[tens]}${digits[ones]}`)
    .replace(/[〇零Oo一二三四五六七八九]/g, (sign) => digits[sign] as string)
}
