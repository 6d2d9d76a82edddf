import { z } from 'zod'
import { tidy as tidyWords } from '#src/text/tidy.ts'

/** Signs that turn the direction of what follows: a name can be made to read as another. Never needed in Chinese or English. */
const turning = /[\u202a-\u202e\u2066-\u2069]/u
/** Signs that are not seen and that nobody means: zero width, soft hyphen, byte order mark. */
const unseen = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\ufff9-\ufffb]/gu

/** How many unseen signs are taken out of a form: the page says so. */
export function countUnseen(form: FormData): number {
  return [...form.values()].reduce(
    (sum, value) => sum + (typeof value === 'string' ? (value.match(unseen)?.length ?? 0) : 0),
    0,
  )
}

/** Typed words without the signs that nobody sees. */
export const tidy = (value: string): string => tidyWords(value.replace(unseen, ''))

/** `U+202E` when a text holds a sign that turns its direction. */
export function turningSign(value: string): string | undefined {
  const sign = turning.exec(value)?.[0]
  return sign && `U+${sign.codePointAt(0)?.toString(16).toUpperCase()}`
}

/** A text of at most so many characters; messages are codes with what was given (`params`). */
export const text = (most: number, least = 0) =>
  z
    .string({ error: 'missing' })
    .default('')
    .transform((value, ctx) => {
      const sign = turningSign(value)
      if (sign) ctx.addIssue({ code: 'custom', message: 'turning_sign', params: { sign } })
      const clean = tidy(value)
      const length = Array.from(clean).length
      if (length > most) ctx.addIssue({ code: 'custom', message: 'too_long', params: { length, most } })
      else if (length < least)
        ctx.addIssue({ code: 'custom', message: length === 0 ? 'missing' : 'too_short', params: { length, least } })
      return clean
    })

/** One of a list; `given` is what came instead. */
export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.string({ error: 'missing' }).transform((value, ctx): T[number] => {
    if (!values.includes(value))
      ctx.addIssue({
        code: 'custom',
        message: value === '' ? 'missing' : 'not_a_choice',
        params: { given: value.slice(0, 40) },
      })
    return value
  })

/** `2026-6-5`, `2026年6月5日`, `2026/06/05`: a day of the calendar as `YYYY-MM-DD`; undefined when it is none. */
export function readDay(value: string): string | undefined {
  const [, year, month, day] = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/.exec(value.normalize('NFKC').trim()) ?? []
  if (!year || !month || !day) return undefined
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const instant = Date.parse(written)
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(written) && written >= '1990-01-01'
    ? written
    : undefined
}

export const day = z
  .string()
  .default('')
  .transform((value, ctx): string | null => {
    const given = tidy(value)
    if (given === '') return null
    const read = readDay(given)
    if (!read) ctx.addIssue({ code: 'custom', message: 'no_day', params: { given: given.slice(0, 40) } })
    return read ?? null
  })

/** Yuan with up to two decimals, also `10万元`, in fen; undefined when it is no amount. */
export function readYuan(value: string): number | undefined {
  const given = value.normalize('NFKC').replace(/[\s,¥]|人民币/g, '')
  const [, number, tens] = /^(\d{1,11}(?:\.\d{1,6})?)(万)?元?整?$/.exec(given) ?? []
  if (!number) return undefined
  const fen = Math.round(Number(number) * (tens ? 1_000_000 : 100) * 1e6) / 1e6
  return Number.isSafeInteger(fen) && fen <= 100_000_000_000_00 ? fen : undefined
}

export const yuan = z
  .string()
  .default('')
  .transform((value, ctx): number | null => {
    if (tidy(value) === '') return null
    const fen = readYuan(tidy(value))
    if (fen === undefined) ctx.addIssue({ code: 'custom', message: 'no_amount', params: { given: value.slice(0, 40) } })
    return fen ?? null
  })

/** One entry per line, each of at most so many characters. */
export const lines = (most: number, entries: number) =>
  text(most * entries).transform((value, ctx) => {
    const list = value
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    if (list.length > entries)
      ctx.addIssue({ code: 'custom', message: 'too_many', params: { given: list.length, most: entries } })
    return list
  })
