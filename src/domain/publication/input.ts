import { z } from 'zod'
import { media } from '#db/vocabulary.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { limitMessages } from '#src/i18n/messages/limit.ts'
import { terms } from '#src/i18n/terms.ts'

export const outletPageSize = 100
export const outletStates = ['over', 'near', 'within', 'none'] as const

export function outletStateNames(locale: Locale): Record<(typeof outletStates)[number], string> {
  const say = limitMessages[locale]
  return { over: say.standingOver, near: say.standingNear, within: say.standingWithin, none: say.standingNone }
}

const searchIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    state: is.choice(outletStates, Object.values(outletStateNames(locale))).optional(),
    region: is.regionCode.optional(),
    medium: is
      .choice(
        media,
        terms(locale, 'medium').map(({ label }) => label),
      )
      .optional(),
    page: is.whole('page', 1, 100_000).default(1),
  })
}

/** The address of /outlets, in either language's messages. */
export const outletSearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, z.ZodObject>
export type OutletSearch = z.infer<(typeof outletSearch)['zh']>
