import type { listInspections } from '#domain/inspection/queries/list.ts'
import type { Region } from '#domain/region/queries.ts'
import { facet, named } from '#src/components/facets.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { inspectionMessages } from '#src/i18n/messages/inspection.ts'
import { terms } from '#src/i18n/terms.ts'

type Counts = Awaited<ReturnType<typeof listInspections>>['counts']

/** The filters of a list of inspections; the state is the desk's alone, the county where there are several. */
export function inspectionFacets(
  locale: Locale,
  counts: Counts,
  { regions, isDesk }: { regions: readonly Region[]; isDesk: boolean },
) {
  const say = inspectionMessages[locale]
  const years = [...counts.year.keys()].sort().reverse()
  return [
    ...(isDesk ? [facet('state', say.state, terms(locale, 'inspectionState'), counts.state)] : []),
    facet('kind', say.kind, terms(locale, 'inspectionKind'), counts.kind),
    facet('result', say.result, terms(locale, 'inspectionResult'), counts.result),
    ...(regions.length > 1 ? [facet('region', say.region, named(locale, regions), counts.region)] : []),
    facet(
      'year',
      say.year,
      years.map((value) => ({ value, label: value })),
      counts.year,
    ),
  ]
}
