import { z } from 'zod'
import { media } from '#db/vocabulary.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { terms } from '#src/i18n/terms.ts'

const apiPageSize = 200

const filterFields = (locale: Locale) => {
  const is = searchFields(locale)
  return {
    /** Standards of one of these sectors; those that hold across sectors are left out. */
    sector: is.several('sector', is.code('sector')),
    /** Standards that limit anything in this medium. */
    medium: is
      .choice(
        media,
        terms(locale, 'medium').map(({ label }) => label),
      )
      .optional(),
  }
}

/** The address of the list of standards, in either language's messages. */
export const standardSearch = {
  zh: z.object(filterFields('zh')),
  en: z.object(filterFields('en')),
} satisfies Record<Locale, z.ZodObject>
export type StandardFilter = z.infer<(typeof standardSearch)['zh']>

const is = searchFields('en')
const paging = {
  limit: is.whole('limit', 1, apiPageSize).default(50),
  /** The code of the last row seen. */
  cursor: is.cursor,
}

/** Regions and sectors: short lists that only page. */
export const listApiSearch = z.object(paging)
export const standardApiSearch = z.object({
  ...filterFields('en'),
  /** Only standards that limit this factor. */
  factor: is.code('factor').optional(),
  ...paging,
})
export const factorApiSearch = z.object({
  medium: is.choice(media).optional(),
  /** Name, alias, code or CAS number, or a part of one. */
  q: is.words(60, (text) => text !== ''),
  ...paging,
})
export type FactorApiSearch = z.infer<typeof factorApiSearch>
