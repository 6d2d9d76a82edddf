import { inspectionKinds, inspectionResults, inspectionStates } from '#db/vocabulary.ts'
import type { listInspections } from '#domain/inspection/queries/list.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { inspectionMessages } from '#src/i18n/messages/inspection.ts'
import { term } from '#src/i18n/terms.ts'

type Counts = Awaited<ReturnType<typeof listInspections>>['counts']

/** The filters of a list of inspections; the state is the desk's alone, the county where there are several. */
export function inspectionFacets(
  locale: Locale,
  counts: Counts,
  { regions, isDesk }: { regions: readonly { code: string; nameZh: string; nameEn: string }[]; isDesk: boolean },
) {
  const say = inspectionMessages[locale]
  const of = (name: keyof Counts, value: string) => counts[name].get(value) ?? 0
  const years = [...counts.year.keys()].sort().reverse()
  return [
    ...(isDesk
      ? [
          {
            name: 'state',
            label: say.state,
            options: inspectionStates.map((value) => ({
              value,
              label: term(locale, 'inspectionState', value),
              count: of('state', value),
            })),
          },
        ]
      : []),
    {
      name: 'kind',
      label: say.kind,
      options: inspectionKinds.map((value) => ({
        value,
        label: term(locale, 'inspectionKind', value),
        count: of('kind', value),
      })),
    },
    {
      name: 'result',
      label: say.result,
      options: inspectionResults.map((value) => ({
        value,
        label: term(locale, 'inspectionResult', value),
        count: of('result', value),
      })),
    },
    ...(regions.length > 1
      ? [
          {
            name: 'region',
            label: say.region,
            options: regions.map(({ code, nameZh, nameEn }) => ({
              value: code,
              label: locale === 'zh' ? nameZh : nameEn,
              count: of('region', code),
            })),
          },
        ]
      : []),
    {
      name: 'year',
      label: say.year,
      options: years.map((value) => ({ value, label: value, count: of('year', value) })),
    },
  ]
}
