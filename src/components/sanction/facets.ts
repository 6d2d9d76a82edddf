import { punishmentMeasures, sanctionStates } from '#db/vocabulary.ts'
import type { Region } from '#domain/region/queries.ts'
import type { PunishmentSearch } from '#domain/sanction/input.ts'
import type { listPunishments } from '#domain/sanction/queries/punishments.ts'
import { named } from '#src/components/facets.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { sanctionMessages } from '#src/i18n/messages/sanction.ts'
import { term } from '#src/i18n/terms.ts'

type Counted = Awaited<ReturnType<typeof listPunishments>>['facets']

/** The filters of the list of joint punishments; each counts under the others. */
export function punishmentFacets(
  facets: Counted,
  search: PunishmentSearch,
  regions: readonly Region[],
  locale: Locale,
) {
  const say = sanctionMessages[locale]
  const counted = (field: 'state' | 'measure' | 'region', value: string) =>
    facets
      .filter((row) =>
        (['state', 'measure', 'region'] as const).every((each) =>
          each === field ? row[each] === value : search[each] === undefined || row[each] === search[each],
        ),
      )
      .reduce((sum, { count }) => sum + count, 0)
  return [
    {
      name: 'state',
      label: say.state,
      options: sanctionStates
        .filter((state) => state !== 'proposed')
        .map((value) => ({ value, label: term(locale, 'sanctionState', value), count: counted('state', value) })),
    },
    {
      name: 'measure',
      label: say.measure,
      options: punishmentMeasures.map((value) => ({
        value,
        label: term(locale, 'punishmentMeasure', value),
        count: counted('measure', value),
      })),
    },
    {
      name: 'region',
      label: say.region,
      options: named(locale, regions).map(({ value, label }) => ({ value, label, count: counted('region', value) })),
    },
  ]
}
