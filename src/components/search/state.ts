import type { PageSearch } from '#domain/search/input.ts'
import type { BoardReference } from '#domain/violation/queries/reference.ts'
import type { SearchAnswer } from '#platform/search/port.ts'
import { named } from '#src/components/facets.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { searchMessages } from '#src/i18n/messages/search.ts'
import { terms } from '#src/i18n/terms.ts'

/** A name that was typed exactly stands first, of whatever kind it is; else the kinds stand in their order. */
export function groupsInOrder(answer: SearchAnswer): SearchAnswer['groups'] {
  const isNamed = (group: SearchAnswer['groups'][number]) => (group.hits[0]?.tier ?? 9) <= 1
  return [...answer.groups.filter(isNamed), ...answer.groups.filter((group) => !isNamed(group))]
}

/** The filters with how many each would leave; what would leave none is not offered, unless it is chosen. */
export function searchFacets({ facets }: SearchAnswer, search: PageSearch, reference: BoardReference, locale: Locale) {
  const say = searchMessages[locale]
  const counted = (name: 'kind' | 'region' | 'year', values: { value: string; label: string }[], chosen: string[]) =>
    values
      .map(({ value, label }) => ({ value, label, count: facets[name].get(value) ?? 0 }))
      .filter(({ value, count }) => count > 0 || chosen.includes(value))
  const years = [...new Set([...facets.year.keys(), ...search.year.map(String)])].sort().reverse()
  const groups = [
    { name: 'kind', label: say.kinds, options: counted('kind', terms(locale, 'searchKind'), search.kind) },
    {
      name: 'region',
      label: say.regions,
      multiple: true,
      options: counted('region', named(locale, reference.region), search.region),
    },
    {
      name: 'year',
      label: say.years,
      multiple: true,
      options: counted(
        'year',
        years.map((year) => ({ value: year, label: year })),
        search.year.map(String),
      ),
    },
  ]
  return groups.filter(({ options }) => options.length > 0)
}
