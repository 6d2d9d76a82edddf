import { z } from 'zod'
import { countyPaperKinds } from '#db/vocabulary.ts'
import { plainText } from '#platform/http/plain-text.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'

export const paperLimits = { title: 120, documentNo: 60, reason: 500 }
const l = paperLimits

const id = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)

export const paperFiling = z.object({
  regionCode: z.string().regex(/^\d{6}$/),
  kind: z.enum(countyPaperKinds),
  year: z
    .string()
    .regex(/^20\d\d$/)
    .transform(Number),
  title: plainText(4, l.title),
  documentNo: plainText(2, l.documentNo),
})
export type PaperFiling = z.infer<typeof paperFiling>

export const paperAccepting = z.object({ id })
export const paperReturning = z.object({ id, reason: plainText(5, l.reason) })
export const paperId = id

const searchIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({ year: is.whole('year', 2017, 2100).optional() })
}
export const paperSearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, z.ZodObject>
