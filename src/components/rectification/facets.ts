import { problemKinds, problemSources, problemStates } from '#db/vocabulary.ts'
import type { listProblems } from '#domain/rectification/queries/list.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { rectificationMessages } from '#src/i18n/messages/rectification.ts'
import { term } from '#src/i18n/terms.ts'

type Counts = Awaited<ReturnType<typeof listProblems>>['counts']
interface Named {
  code: string
  nameZh: string
  nameEn: string
}

/** The filters of a list of problems. `regions`: none where all are of one county or firm. */
export function problemFacets(
  locale: Locale,
  counts: Counts,
  {
    regions = [],
    sectors = [],
    isDesk = false,
  }: { regions?: readonly Named[]; sectors?: readonly Named[]; isDesk?: boolean },
) {
  const say = rectificationMessages[locale]
  const of = (name: keyof Counts, value: string) => counts[name].get(value) ?? 0
  const named = (name: 'region' | 'sector', label: string, list: readonly Named[]) => ({
    name,
    label,
    options: list
      .map(({ code, nameZh, nameEn }) => ({
        value: code,
        label: locale === 'zh' ? nameZh : nameEn,
        count: of(name, code),
      }))
      .filter(({ count }) => name === 'region' || count > 0),
  })
  return [
    {
      name: 'state',
      label: say.state,
      options: problemStates.map((value) => ({
        value,
        label: term(locale, 'problemState', value),
        count: of('state', value),
      })),
    },
    {
      name: 'late',
      label: say.deadline,
      options: [
        { value: 'yes', label: say.lateYes, count: of('late', 'yes') },
        { value: 'no', label: say.lateNo, count: of('late', 'no') },
      ],
    },
    ...(isDesk
      ? [{ name: 'unchecked', label: say.unchecked, options: [{ value: 'yes', label: say.uncheckedYes, count: null }] }]
      : []),
    ...(regions.length > 1 ? [named('region', say.region, regions)] : []),
    {
      name: 'kind',
      label: say.kind,
      options: problemKinds.map((value) => ({
        value,
        label: term(locale, 'problemKind', value),
        count: of('kind', value),
      })),
    },
    {
      name: 'batch',
      label: say.batch,
      options: ['1', '2', '3'].map((value) => ({ value, label: say.batchN(value), count: of('batch', value) })),
    },
    ...(sectors.length > 1 ? [named('sector', say.sector, sectors)] : []),
    {
      name: 'source',
      label: say.found,
      options: problemSources
        .map((value) => ({ value, label: term(locale, 'problemSource', value), count: of('source', value) }))
        .filter(({ count }) => count > 0),
    },
  ]
}
