import { z } from 'zod'
import { controlLevels } from '#db/vocabulary.ts'
import { isYesNo, type ScreeningField, screeningFields } from '#domain/screening/rules/fields.ts'
import { mostCharacters } from '#domain/screening/rules/texts.ts'
import { day, plainText } from '#platform/http/plain-text.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { terms } from '#src/i18n/terms.ts'

export const screeningLimits = { pageSize: 50, text: mostCharacters }

export const rowId = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)

/** `2026-10` */
export const reportMonth = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)

export const screeningSorts = ['name', '-problems', '-screened', '-changed'] as const
const yesNo = ['yes', 'no'] as const
const answers = ['yes', 'no', 'unknown'] as const
const batches = ['1', '2', '3'] as const

const searchIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    q: is.words(60, (text) => text === '' || /[\p{L}\p{N}]/u.test(text)),
    region: is.regionCode.optional(),
    batch: is.choice(batches).optional(),
    sector: is.code('sector').optional(),
    level: is
      .choice(
        controlLevels,
        terms(locale, 'controlLevel').map(({ label }) => label),
      )
      .optional(),
    screened: is.choice(yesNo).optional(),
    complete: is.choice(yesNo).optional(),
    exceeded: is.choice(answers).optional(),
    online: is.choice(answers).optional(),
    problems: is.choice(yesNo).optional(),
    sort: is.choice(screeningSorts).default('name'),
    page: is.whole('page', 1, 10_000).default(1),
  })
}
/** The address of the desk's list, and of its files. */
export const screeningSearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, z.ZodObject>
export type ScreeningSearch = z.infer<(typeof screeningSearch)['zh']>
export type ScreeningFilter = Omit<ScreeningSearch, 'page' | 'sort'>

const textOf = (field: ScreeningField) =>
  isYesNo(field) ? z.enum(['', 'yes', 'no']) : plainText(0, screeningLimits.text)

/**
 * A line as it is completed: what stands in each field, and (`was.`) what stood there when the form was loaded; of a field that two
 * changed, whose words are to stand (`keep.`).
 */
export const rowCompletion = z
  .object({
    id: rowId,
    screenedOn: z.union([z.literal(''), day]),
    ...Object.fromEntries(screeningFields.map((field) => [field, textOf(field)])),
  })
  .catchall(z.string()) as unknown as z.ZodType<RowCompletion>
export type RowCompletion = { id: number; screenedOn: string } & Record<ScreeningField, string> &
  Record<string, string | number>

export const reporting = z.object({ regionCode: z.string().regex(/^\d{6}$/), month: reportMonth })
