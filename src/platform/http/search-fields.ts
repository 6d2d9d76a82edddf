import { z } from 'zod'
import type { Locale } from '#src/i18n/locale.ts'
import { searchProblemMessages } from '#src/i18n/messages/search-problems.ts'

/** The kinds of parameters that an address may hold, each with messages that say what was given and what is allowed. */
export function searchFields(locale: Locale) {
  const say = searchProblemMessages[locale]
  const one = (name: string) => z.string({ error: say.once(name) })

  return {
    one,
    /** A closed vocabulary's word. `labels` are what the reader calls them. */
    choice: <const T extends readonly [string, ...string[]]>(
      values: T,
      labels: readonly string[] = values,
    ): z.ZodEnum<{ [K in T[number]]: K }> => {
      const allowed = values
        .map((value, i) => (labels[i] === value ? value : bracketed(value, labels[i] ?? '', locale)))
        .join(', ')
      return z.enum(values, { error: ({ input }) => say.notOneOf(shortened(input), allowed) }) as never
    },
    regionCode: one('region').regex(/^\d{6}$/, { error: ({ input }) => say.notRegion(shortened(input)) }),
    code: (name: string) =>
      one(name).regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, { error: ({ input }) => say.notCode(shortened(input)) }),
    /** Given several times, a row may have any of the values. Each value once, in the order given. */
    several: <T extends z.ZodType>(name: string, value: T, most = 60) =>
      z
        .preprocess(
          (given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]),
          z.array(value).max(most, { error: say.tooMany(name, most) }),
        )
        .transform((values) => [...new Set(values)]),
    /** The words of a search box, as typed. `hasWord` tells whether anything in it can be searched for. */
    words: (most: number, hasWord: (text: string) => boolean) =>
      one('q')
        .trim()
        .max(most, { error: ({ input }) => say.tooLong(Array.from(String(input)).length, most) })
        .refine(hasWord, { error: ({ input }) => say.noWord(shortened(input)) })
        .optional(),
    whole: (name: string, least: number, most: number) =>
      one(name)
        .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most, {
          error: ({ input }) => say.notWhole(shortened(input), least, most),
        })
        .transform(Number)
        .meta({ type: 'integer', minimum: least, maximum: most }),
    bbox: one('bbox')
      .refine((text) => bboxOf(text) !== undefined, { error: ({ input }) => say.notBbox(shortened(input)) })
      .transform((text) => bboxOf(text) as Bbox)
      .optional(),
    cursor: one('cursor').max(400, { error: say.notCursor }).optional(),
  }
}

/** Degrees of WGS 84. */
export interface Bbox {
  west: number
  south: number
  east: number
  north: number
}

function bboxOf(text: string): Bbox | undefined {
  const parts = text.split(',')
  if (parts.length !== 4 || !parts.every((part) => /^-?\d{1,3}(\.\d{1,8})?$/.test(part))) return undefined
  const [west, south, east, north] = parts.map(Number) as [number, number, number, number]
  if (west >= east || south >= north || west < -180 || east > 180 || south < -90 || north > 90) return undefined
  return { west, south, east, north }
}

const bracketed = (value: string, label: string, locale: Locale) =>
  locale === 'zh' ? `${value}（${label}）` : `${value} (${label})`

/** What was given, short enough for a message. */
export function shortened(given: unknown): string {
  const signs = Array.from(String(given).toWellFormed())
  return signs.length > 40 ? `${signs.slice(0, 40).join('')}…` : signs.join('')
}
