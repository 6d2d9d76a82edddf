import { z } from 'zod'
import { storyKinds } from '#db/vocabulary.ts'
import { graveCategories } from '#domain/violation/rules/persons.ts'
import { plainText } from '#platform/http/plain-text.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { terms } from '#src/i18n/terms.ts'

export const storyLimits = {
  slug: 80,
  title: 100,
  summary: 200,
  body: 30_000,
  reason: 300,
  alt: 200,
  files: 20,
  pageSize: 20,
}

const searchIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    kind: is
      .choice(
        storyKinds,
        terms(locale, 'storyKind').map(({ label }) => label),
      )
      .optional(),
    page: is.whole('page', 1, 10_000).default(1),
  })
}
/** The address of /stories. */
export const storySearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, z.ZodObject>
export type StorySearch = z.infer<(typeof storySearch)['zh']>
export const storyFeedSearch = z.object({
  kind: searchFields('en').choice(storyKinds).optional(),
  lang: searchFields('en').choice(['zh', 'en']).default('zh'),
})

export const storyApiSearch = z.object({
  kind: searchFields('en').choice(storyKinds).optional(),
  limit: searchFields('en').whole('limit', 1, 200).default(50),
  cursor: searchFields('en').cursor,
})

export const storyId = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)
const version = z
  .string()
  .regex(/^[1-9]\d{0,3}$/)
  .transform(Number)
const english = (most: number) => plainText(0, most).transform((text) => text || null)

/** 五（二）of the city rule names four kinds of violations for exposure; the board calls them grave. */
export const exposureCategories = graveCategories as [string, ...string[]]

const { slug, title, summary, body, reason, alt } = storyLimits
export const storyWriting = z.object({
  slug: z
    .string()
    .trim()
    .toLowerCase()
    .max(slug)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  kind: z.enum(storyKinds),
  category: z.union([z.literal('').transform(() => null), z.enum(exposureCategories)]),
  title: plainText(2, title),
  titleEn: english(title),
  summary: plainText(2, summary),
  summaryEn: english(summary),
  body: plainText(10, body),
  bodyEn: english(body),
})
export type StoryWriting = z.infer<typeof storyWriting>
export const storyEditing = storyWriting.extend({ id: storyId, version })
export const storyRef = z.object({ id: storyId })
export const storyPublishing = z.object({ id: storyId, version, publishAt: z.string() })
export const storyWithdrawal = z.object({ id: storyId, reason: plainText(4, reason) })
export const storyFileWords = z.object({ id: storyId, alt: plainText(0, alt), altEn: plainText(0, alt) })
export const storyFileRef = z.object({ id: storyId, fileId: z.uuid() })
