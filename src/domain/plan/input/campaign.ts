import { z } from 'zod'
import { campaignQuestions } from '#db/vocabulary.ts'
import { day, plainText } from '#platform/http/plain-text.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { campaignMessages } from '#src/i18n/messages/campaign.ts'

export const campaignLimits = { title: 80, titleEn: 160, basis: 300, basisEn: 600, sectors: 20, pageSize: 50 }
const l = campaignLimits

export const campaignOpening = z.object({
  batch: z
    .string()
    .regex(/^[1-3]$/)
    .transform(Number),
  titleZh: plainText(4, l.title),
  titleEn: plainText(4, l.titleEn),
  sectorCodes: z
    .array(z.string().regex(/^[a-z-]{2,40}$/))
    .min(1)
    .max(l.sectors),
  question: z.enum(campaignQuestions),
  fromOn: day,
  toOn: day,
  basisZh: plainText(4, l.basis),
  basisEn: plainText(4, l.basisEn),
})
export type CampaignOpening = z.infer<typeof campaignOpening>

export const campaignId = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)

/** What a firm of a campaign can be filtered by. */
export const campaignStandings = ['unchecked', 'clear', 'found', 'punished'] as const

const searchIn = (locale: Locale) => {
  const is = searchFields(locale)
  const names = campaignStandings.map((standing) => campaignMessages[locale][standing])
  return z.object({
    region: is.regionCode.optional(),
    standing: is.choice(campaignStandings, names).optional(),
    permit: is.choice(['held', 'expired', 'none']).optional(),
    page: is.whole('page', 1, 10_000).default(1),
  })
}
export const campaignSearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, z.ZodObject>
export type CampaignSearch = z.infer<(typeof campaignSearch)['zh']>
export const campaignFile = searchIn('en')
  .omit({ page: true })
  .extend({ lang: searchFields('en').choice(['zh', 'en']).default('zh') })
