import { outletStateNames, outletStates } from '#domain/publication/input.ts'
import type { Region } from '#domain/region/queries.ts'
import { facet, named } from '#src/components/facets.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { homeMessages } from '#src/i18n/messages/home.ts'
import { terms } from '#src/i18n/terms.ts'

/** The filters of the list and of the map of outlets with their counts, as `Facets.astro` takes them. */
export function outletFacets(
  counts: Record<'state' | 'region' | 'medium', Map<string, number>>,
  regions: readonly Region[],
  locale: Locale,
) {
  const say = homeMessages[locale]
  const names = outletStateNames(locale)
  const states = outletStates.map((value) => ({ value, label: names[value] }))
  return [
    facet('state', say.state, states, counts.state),
    facet('region', say.county, named(locale, regions), counts.region),
    facet('medium', say.medium, terms(locale, 'medium'), counts.medium),
  ]
}
