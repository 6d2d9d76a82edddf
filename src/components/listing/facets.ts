import { listingKinds } from '#db/vocabulary.ts'
import type { ListingSearch } from '#domain/listing/input.ts'
import type { Listed } from '#domain/listing/queries/list.ts'
import type { Region } from '#domain/region/queries.ts'
import { named } from '#src/components/facets.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { listingMessages } from '#src/i18n/messages/listing.ts'
import { term } from '#src/i18n/terms.ts'

/** The filters of a list that is small enough to be counted as it is; each counts under the other. */
export function listingFacets(firms: Listed[], { kind, region }: ListingSearch, regions: Region[], locale: Locale) {
  const say = listingMessages[locale]
  const inRegion = firms.filter((firm) => !region || firm.regionCode === region)
  const ofKind = firms.filter((firm) => !kind || firm.kinds.includes(kind))
  return [
    {
      name: 'kind',
      label: say.kind,
      options: listingKinds
        .map((value) => ({
          value,
          label: term(locale, 'listingKind', value),
          count: inRegion.filter(({ kinds }) => kinds.includes(value)).length,
        }))
        .filter(({ value, count }) => count > 0 || value === kind),
    },
    {
      name: 'region',
      label: say.region,
      options: named(locale, regions).map(({ value, label }) => ({
        value,
        label,
        count: ofKind.filter(({ regionCode }) => regionCode === value).length,
      })),
    },
  ]
}
