import { z } from 'zod'
import {
  deviceFindings,
  supervisionCauses,
  supervisionKinds,
  supervisionResults,
  supervisionStates,
} from '#db/vocabulary.ts'
import { plainText } from '#platform/http/plain-text.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { terms } from '#src/i18n/terms.ts'

export const orderLimits = {
  words: 2000,
  wordsMin: 5,
  title: 200,
  titleMin: 4,
  facts: 4000,
  files: 5,
  pageSize: 50,
  apiDefault: 50,
  apiMost: 200,
}
const l = orderLimits

export const orderId = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)

const words = plainText(l.wordsMin, l.words)
const optional = plainText(0, l.words).transform((text) => text || null)
/** Whether a first answer is given, or one that is there is added to. */
const isSupplement = z.enum(['yes', 'no']).transform((value) => value === 'yes')
const orNone = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.union([z.literal('').transform(() => null), z.enum(values)]).default(null as never)

export const firmAnswer = z.object({
  id: orderId,
  isSupplement,
  cause: orNone(supervisionCauses),
  words,
  measures: optional,
})
export const operatorAnswer = z.object({
  id: orderId,
  isSupplement,
  finding: orNone(deviceFindings),
  words,
  measures: optional,
})
export const countyAnswer = z.object({
  id: orderId,
  isSupplement,
  result: orNone(supervisionResults),
  words,
  measures: optional,
})

/** The city's words on an order. */
export const orderWords = z.object({ id: orderId, words })
export const orderCase = z.object({ id: orderId, caseId: orderId })
export const orderCaseOpening = z.object({
  id: orderId,
  title: plainText(l.titleMin, l.title),
  facts: plainText(l.wordsMin, l.facts),
})

const late = ['yes', 'no'] as const

const searchIn = (locale: Locale) => {
  const is = searchFields(locale)
  const labels = (name: 'supervisionKind' | 'supervisionState') => terms(locale, name).map(({ label }) => label)
  return z.object({
    kind: is.choice(supervisionKinds, labels('supervisionKind')).optional(),
    state: is.choice(supervisionStates, labels('supervisionState')).optional(),
    region: is.regionCode.optional(),
    /** Whether a party is or was late. */
    overdue: is.choice(late).optional(),
    page: is.whole('page', 1, 10_000).default(1),
  })
}
/** The address of the lists of orders. */
export const orderSearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, z.ZodObject>
export type OrderSearch = z.infer<(typeof orderSearch)['zh']>
export type OrderFilter = Omit<OrderSearch, 'page'>

const english = searchFields('en')
export const orderDownload = searchIn('en')
  .omit({ page: true })
  .extend({ lang: english.choice(['zh', 'en']).default('zh') })
export const orderApiSearch = searchIn('en')
  .omit({ page: true })
  .extend({
    limit: english.whole('limit', 1, l.apiMost).default(l.apiDefault),
    cursor: english
      .one('cursor')
      .regex(/^[1-9]\d{0,8}$/, { error: 'the cursor of an answer' })
      .transform(Number)
      .optional(),
  })
