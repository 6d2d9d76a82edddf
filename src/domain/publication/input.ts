import { z } from 'zod'
import { media } from '#db/vocabulary.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { limitMessages } from '#src/i18n/messages/limit.ts'
import { mapMessages } from '#src/i18n/messages/map.ts'
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
    /** Part of the map: west, south, east, north in degrees of WGS 84. */
    bbox: is.bbox,
    page: is.whole('page', 1, 100_000).default(1),
  })
}

/** The address of /outlets, in either language's messages. */
export const outletSearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, z.ZodObject>

/** `/map/outlets/points`: the filters, the part of the map and its zoom. */
export const outletPointSearch = searchIn('en')
  .omit({ page: true })
  .extend({
    bbox: searchFields('en').bbox.unwrap(),
    zoom: searchFields('en').whole('zoom', 0, 18),
  })
export type OutletSearch = z.infer<(typeof outletSearch)['zh']>

/** What the counties of the map can be shaded by. */
export const countyShades = ['exceeding', 'cases', 'overdue', 'scores'] as const
export type CountyShade = (typeof countyShades)[number]

const overlaysIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    shade: is.choice(countyShades, Object.values(countyShadeNames(locale))).optional(),
    /** `reports`: the coarse grid of the public's reports. */
    grid: is.choice(['reports']).optional(),
  })
}

export function countyShadeNames(locale: Locale): Record<CountyShade, string> {
  const say = mapMessages[locale]
  return { exceeding: say.shadeExceeding, cases: say.shadeCases, overdue: say.shadeOverdue, scores: say.shadeScores }
}

/** What is drawn on the map besides its points. */
export const mapOverlays = { zh: overlaysIn('zh'), en: overlaysIn('en') } satisfies Record<Locale, z.ZodObject>
