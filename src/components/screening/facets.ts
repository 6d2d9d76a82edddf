import type { Region } from '#domain/region/queries.ts'
import type { ScreeningCounts } from '#domain/screening/queries/list.ts'
import type { Sector } from '#domain/sector/queries.ts'
import { type Choice, facet, named } from '#src/components/facets.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { screeningMessages } from '#src/i18n/messages/screening.ts'
import { terms } from '#src/i18n/terms.ts'

/** The filters of the ledger. `regions`: none where the desk is one county's. */
export function screeningFacets(
  locale: Locale,
  counts: ScreeningCounts,
  regions: readonly Region[],
  sectors: readonly Sector[],
) {
  const say = screeningMessages[locale]
  const group = (name: keyof ScreeningCounts, label: string, choices: readonly Choice[]) =>
    facet(name, label, choices, counts[name])
  const yesNo = (yes: string, no: string) => [
    { value: 'yes', label: yes },
    { value: 'no', label: no },
  ]
  const answers = [...yesNo(say.yes, say.no), { value: 'unknown', label: say.unknown }]
  const batches = ['1', '2', '3'].map((value) => ({ value, label: say.batchN(Number(value)) }))
  const occurring = sectors.filter(({ code }) => (counts.sector.get(code) ?? 0) > 0)
  return [
    group('screened', say.screened, yesNo(say.screenedYes, say.screenedNo)),
    group('complete', say.complete, yesNo(say.completeYes, say.completeNo)),
    group('problems', say.problems, yesNo(say.problemsYes, say.problemsNo)),
    group('exceeded', say.exceeded, answers),
    group('online', say.online, answers),
    group('batch', say.batch, batches),
    ...(regions.length > 1 ? [group('region', say.county, named(locale, regions))] : []),
    group('level', say.level, terms(locale, 'controlLevel')),
    group('sector', say.sector, named(locale, occurring)),
  ]
}
