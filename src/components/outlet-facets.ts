import { outletStateNames, outletStates } from '#domain/publication/input.ts'
import type { Region } from '#domain/region/queries.ts'
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
  const counted = (name: keyof typeof counts, options: { value: string; label: string }[]) =>
    options.map((option) => ({ ...option, count: counts[name].get(option.value) ?? 0 }))
  return [
    {
      name: 'state',
      label: say.state,
      options: counted(
        'state',
        outletStates.map((value) => ({ value, label: names[value] })),
      ),
    },
    {
      name: 'region',
      label: say.county,
      options: counted(
        'region',
        regions.map(({ code, nameZh, nameEn }) => ({ value: code, label: locale === 'zh' ? nameZh : nameEn })),
      ),
    },
    {
      name: 'medium',
      label: say.medium,
      options: counted(
        'medium',
        terms(locale, 'medium').map(({ value, label }) => ({ value, label })),
      ),
    },
  ]
}
