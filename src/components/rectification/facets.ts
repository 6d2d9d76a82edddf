import type { listProblems } from '#domain/rectification/queries/list.ts'
import type { Region } from '#domain/region/queries.ts'
import type { Sector } from '#domain/sector/queries.ts'
import { type Choice, facet, named } from '#src/components/facets.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { rectificationMessages } from '#src/i18n/messages/rectification.ts'
import { terms } from '#src/i18n/terms.ts'

type Counts = Awaited<ReturnType<typeof listProblems>>['counts']

/** The filters of a list of problems. `regions`: none where all are of one county or firm. */
export function problemFacets(
  locale: Locale,
  counts: Counts,
  {
    regions = [],
    sectors = [],
    isDesk = false,
  }: { regions?: readonly Region[]; sectors?: readonly Sector[]; isDesk?: boolean },
) {
  const say = rectificationMessages[locale]
  const occurring = (name: 'sector' | 'source', label: string, choices: readonly Choice[]) =>
    facet(
      name,
      label,
      choices.filter(({ value }) => counts[name].has(value)),
      counts[name],
    )
  const late = [
    { value: 'yes', label: say.lateYes },
    { value: 'no', label: say.lateNo },
  ]
  const batches = ['1', '2', '3'].map((value) => ({ value, label: say.batchN(value) }))
  return [
    facet('state', say.state, terms(locale, 'problemState'), counts.state),
    facet('late', say.deadline, late, counts.late),
    ...(isDesk
      ? [{ name: 'unchecked', label: say.unchecked, options: [{ value: 'yes', label: say.uncheckedYes, count: null }] }]
      : []),
    ...(regions.length > 1 ? [facet('region', say.region, named(locale, regions), counts.region)] : []),
    facet('kind', say.kind, terms(locale, 'problemKind'), counts.kind),
    facet('batch', say.batch, batches, counts.batch),
    ...(sectors.length > 1 ? [occurring('sector', say.sector, named(locale, sectors))] : []),
    occurring('source', say.found, terms(locale, 'problemSource')),
  ]
}
