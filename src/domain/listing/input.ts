import { z } from 'zod'
import { listingKinds } from '#db/vocabulary.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { terms } from '#src/i18n/terms.ts'

export const listingLimits = { firstYear: 2015, lastYear: 2100, documentNoLength: 60 }

/** The public list's address. Without a year it is the latest. */
const searchIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    year: is.whole('year', listingLimits.firstYear, listingLimits.lastYear).optional(),
    region: is.regionCode.optional(),
    kind: is
      .choice(
        listingKinds,
        terms(locale, 'listingKind').map(({ label }) => label),
      )
      .optional(),
  })
}
export const listingSearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, z.ZodObject>
export type ListingSearch = z.infer<(typeof listingSearch)['zh']>

/** The same for a file, which says its language itself. */
export const listingDownload = searchIn('en').extend({ lang: searchFields('en').choice(['zh', 'en']).default('zh') })

/** `/api/v1/key-polluters`: of all years where none is given. */
export const listingApiSearch = searchIn('en').extend({
  limit: searchFields('en').whole('limit', 1, 200).default(50),
  cursor: searchFields('en').cursor,
})

/** The year of a list that is handed in, as typed. */
export const listYear = z.coerce.number().int().min(listingLimits.firstYear).max(listingLimits.lastYear)

export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text)

export const listPublishing = z.object({
  id: z.uuid(),
  publishedOn: day,
  documentNo: z.string().trim().max(listingLimits.documentNoLength),
})
