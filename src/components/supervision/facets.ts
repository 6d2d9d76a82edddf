import type { Region } from '#domain/region/queries.ts'
import type { listOrders } from '#domain/supervision/queries/list.ts'
import { facet, named } from '#src/components/facets.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { supervisionMessages } from '#src/i18n/messages/supervision.ts'
import { terms } from '#src/i18n/terms.ts'

type Counts = Awaited<ReturnType<typeof listOrders>>['counts']

/** The filters of a list of orders. `regions`: none where all are of one county or firm. */
export function orderFacets(locale: Locale, counts: Counts, regions: readonly Region[] = []) {
  const say = supervisionMessages[locale]
  const overdue = [
    { value: 'yes', label: say.overdueYes },
    { value: 'no', label: say.overdueNo },
  ]
  return [
    facet('state', say.state, terms(locale, 'supervisionState'), counts.state),
    facet('overdue', say.overdue, overdue, counts.overdue),
    facet('kind', say.kind, terms(locale, 'supervisionKind'), counts.kind),
    ...(regions.length > 1 ? [facet('region', say.region, named(locale, regions), counts.region)] : []),
  ]
}
