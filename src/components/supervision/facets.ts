import { supervisionKinds, supervisionStates } from '#db/vocabulary.ts'
import type { listOrders } from '#domain/supervision/queries/list.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { supervisionMessages } from '#src/i18n/messages/supervision.ts'
import { term } from '#src/i18n/terms.ts'

type Counts = Awaited<ReturnType<typeof listOrders>>['counts']

/** The filters of a list of orders. `regions`: none where all are of one county or firm. */
export function orderFacets(
  locale: Locale,
  counts: Counts,
  regions: readonly { code: string; nameZh: string; nameEn: string }[] = [],
) {
  const say = supervisionMessages[locale]
  const of = (name: keyof Counts, value: string) => counts[name].get(value) ?? 0
  return [
    {
      name: 'state',
      label: say.state,
      options: supervisionStates.map((value) => ({
        value,
        label: term(locale, 'supervisionState', value),
        count: of('state', value),
      })),
    },
    {
      name: 'overdue',
      label: say.overdue,
      options: [
        { value: 'yes', label: say.overdueYes, count: of('overdue', 'yes') },
        { value: 'no', label: say.overdueNo, count: of('overdue', 'no') },
      ],
    },
    {
      name: 'kind',
      label: say.kind,
      options: supervisionKinds.map((value) => ({
        value,
        label: term(locale, 'supervisionKind', value),
        count: of('kind', value),
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
  ]
}
