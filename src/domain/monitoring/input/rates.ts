import { z } from 'zod'
import { media } from '#db/vocabulary.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { ratesMessages } from '#src/i18n/messages/rates.ts'
import { terms } from '#src/i18n/terms.ts'

export const ratePageSize = 40

const monthIn = (locale: Locale) =>
  searchFields(locale)
    .one('month')
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/, {
      error: ({ input }) => ratesMessages[locale].notMonth(String(input).slice(0, 40)),
    })
    .optional()

const ratesIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    month: monthIn(locale),
    region: is.regionCode.optional(),
    /** Firms: those below the goal, or all. */
    firms: is
      .choice(['below', 'all'] as const, [ratesMessages[locale].firmsBelow, ratesMessages[locale].firmsAll])
      .default('below'),
    page: is.whole('page', 1, 100_000).default(1),
  })
}
/** The address of /monitoring/rates. */
export const ratesSearch = { zh: ratesIn('zh'), en: ratesIn('en') } satisfies Record<Locale, z.ZodObject>

const ledgerIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    month: monthIn(locale),
    region: is.regionCode.optional(),
    sector: is.code('sector').optional(),
    medium: is
      .choice(
        media,
        terms(locale, 'medium').map(({ label }) => label),
      )
      .optional(),
    page: is.whole('page', 1, 100_000).default(1),
  })
}
/** The address of /monitoring/flags. */
export const ledgerSearch = { zh: ledgerIn('zh'), en: ledgerIn('en') } satisfies Record<Locale, z.ZodObject>
export type LedgerSearch = z.infer<(typeof ledgerSearch)['zh']>

const is = searchFields('en')
export const rateFileKinds = ['county', 'firm', 'outlet', 'day'] as const

/** /monitoring/rates.csv and .json */
export const rateFile = z.object({
  month: monthIn('en'),
  by: is.choice(rateFileKinds).default('county'),
  region: is.regionCode.optional(),
})
/** /monitoring/flags.csv and .json */
export const ledgerFile = z.object({
  month: monthIn('en'),
  of: is.choice(['outlets', 'signs'] as const).default('outlets'),
  region: is.regionCode.optional(),
  sector: is.code('sector').optional(),
  medium: is.choice(media).optional(),
})
/** /api/v1/rates */
export const rateApiSearch = z.object({
  month: monthIn('en'),
  region: is.regionCode.optional(),
  limit: is.whole('limit', 1, 200).default(50),
  /** The month and the outlet of the last row seen. */
  cursor: is
    .one('cursor')
    .regex(/^20\d\d-\d\d\.[1-9]\d{0,8}$/, { error: 'the cursor of an answer' })
    .optional(),
})
