import { z } from 'zod'
import { searchTerms } from '#db/search-text.ts'
import { media, readingKinds } from '#db/vocabulary.ts'
import { normaliseCode } from '#domain/enterprise/rules/credit-code.ts'
import { seriesSteps } from '#domain/monitoring/rules/live/series.ts'
import { onlineStates } from '#domain/monitoring/rules/live/state.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { liveMessages, onlineStateName, stepName } from '#src/i18n/messages/live.ts'
import { terms } from '#src/i18n/terms.ts'

export const livePageSize = 40
export const readingPageSize = 1000

const citySearchIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    q: is.words(100, (text) => text === '' || searchTerms(text).length > 0),
    state: is
      .choice(
        onlineStates,
        onlineStates.map((state) => onlineStateName(locale, state)),
      )
      .optional(),
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

/** The address of /monitoring, in either language's messages. */
export const liveSearch = { zh: citySearchIn('zh'), en: citySearchIn('en') } satisfies Record<Locale, z.ZodObject>
export type LiveSearch = z.infer<(typeof liveSearch)['zh']>

const dayIn = (locale: Locale, name: string) =>
  searchFields(locale)
    .one(name)
    .refine(isDay, { error: ({ input }) => liveMessages[locale].notDay(String(input).slice(0, 40)) })
    .optional()

const seriesSearchIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    factor: is.code('factor').optional(),
    by: is
      .choice(
        seriesSteps,
        seriesSteps.map((step) => stepName(locale, step)),
      )
      .default('hour'),
    from: dayIn(locale, 'from'),
    to: dayIn(locale, 'to'),
  })
}

/** The address of one outlet's page and of its files. */
export const seriesSearch = { zh: seriesSearchIn('zh'), en: seriesSearchIn('en') } satisfies Record<Locale, z.ZodObject>

const is = searchFields('en')

/** `/api/v1/readings` */
export const readingApiSearch = z.object({
  /** Credit code of the enterprise and code of the outlet, such as `91430922…/DW001`; or the `id` of `/api/v1/outlets`. */
  outlet: is
    .one('outlet')
    .regex(/^(\d{1,9}|[0-9A-Za-z]{9}([0-9A-Za-z]{9})?\/[A-Za-z]{2}\d{3})$/, {
      error: 'outlet is an id of /api/v1/outlets, or credit code and outlet code such as 91430922MA4L000006/DW001.',
    })
    .transform((text) => {
      const [creditCode = '', code] = text.split('/')
      return code === undefined
        ? { id: Number(text) }
        : { creditCode: normaliseCode(creditCode), code: code.toUpperCase() }
    }),
  factor: is.code('factor'),
  kind: is.choice(readingKinds).default('hour'),
  from: instant('from'),
  to: instant('to'),
  limit: is.whole('limit', 1, readingPageSize).default(200),
  /** As given in `next`: the last moment read. */
  cursor: instant('cursor'),
})
export type ReadingApiSearch = z.infer<typeof readingApiSearch>

function isDay(text: string): boolean {
  return /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(text) === text
}
const dayOf = (text: string) => new Date(Date.parse(text)).toISOString().slice(0, 10)

/** A day of the city, or an instant with its zone. */
function instant(name: string) {
  return is
    .one(name)
    .transform((text) => (isDay(text) ? new Date(`${text}T00:00:00+08:00`) : instantOf(text)))
    .refine((at) => !Number.isNaN(at.getTime()), {
      error: `${name} is a day such as 2026-11-25 or an instant such as 2026-11-25T08:00:00+08:00.`,
    })
    .optional()
}
const instantOf = (text: string) =>
  new Date(/^20\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text) ? text : Number.NaN)
