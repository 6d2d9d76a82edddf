import { z } from 'zod'
import { reportKinds, reportOutcomes } from '#db/vocabulary.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { terms } from '#src/i18n/terms.ts'

export const outcomeLimits = { pageSize: 20, apiDefault: 50, apiMost: 200 }

const labelsOf = (locale: Locale, name: 'reportKind' | 'reportOutcome', values: readonly string[]) =>
  values.map((value) => terms(locale, name).find((each) => each.value === value)?.label ?? value)

const searchIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    kind: is.choice(reportKinds, labelsOf(locale, 'reportKind', reportKinds)).optional(),
    outcome: is.choice(reportOutcomes, labelsOf(locale, 'reportOutcome', reportOutcomes)).optional(),
    region: is.regionCode.optional(),
    /** Of the conclusion. */
    month: is
      .one('month')
      .regex(/^20\d\d-(0[1-9]|1[0-2])$/, {
        error: locale === 'zh' ? '月份写成 2026-11 这样' : 'a month such as 2026-11',
      })
      .optional(),
    page: is.whole('page', 1, 10_000).default(1),
  })
}
/** The address of /report/outcomes. */
export const outcomeSearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, z.ZodObject>
export type OutcomeSearch = z.infer<(typeof outcomeSearch)['zh']>
export type OutcomeFilter = Omit<OutcomeSearch, 'page'>

const english = searchFields('en')
export const publicDownload = z.object({ lang: english.choice(['zh', 'en']).default('zh') })
export const outcomeDownload = searchIn('en').omit({ page: true }).extend(publicDownload.shape)
export const noParameters = z.object({})
export const outcomeApiSearch = searchIn('en')
  .omit({ page: true })
  .extend({
    limit: english.whole('limit', 1, outcomeLimits.apiMost).default(outcomeLimits.apiDefault),
    cursor: english
      .one('cursor')
      .regex(/^[1-9]\d{0,8}$/, { error: 'the cursor of an answer' })
      .transform(Number)
      .optional(),
  })
export const outcomeNumber = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)
