import { controlLevels } from '#db/vocabulary.ts'
import type { ScreeningCounts } from '#domain/screening/queries/list.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { screeningMessages } from '#src/i18n/messages/screening.ts'
import { term } from '#src/i18n/terms.ts'

interface Named {
  code: string
  nameZh: string
  nameEn: string
}

/** The filters of the ledger. `regions`: none where the desk is one county's. */
export function screeningFacets(
  locale: Locale,
  counts: ScreeningCounts,
  regions: readonly Named[],
  sectors: readonly Named[],
) {
  const say = screeningMessages[locale]
  const group = (
    name: keyof ScreeningCounts,
    label: string,
    options: readonly (readonly [value: string, label: string])[],
  ) => ({
    name,
    label,
    options: options.map(([value, words]) => ({ value, label: words, count: counts[name].get(value) ?? 0 })),
  })
  const named = ({ code, nameZh, nameEn }: Named) => [code, locale === 'zh' ? nameZh : nameEn] as const
  const answers = [
    ['yes', say.yes],
    ['no', say.no],
    ['unknown', say.unknown],
  ] as const
  const yesNo = (yes: string, no: string) =>
    [
      ['yes', yes],
      ['no', no],
    ] as const
  return [
    group('screened', say.screened, yesNo(say.screenedYes, say.screenedNo)),
    group('complete', say.complete, yesNo(say.completeYes, say.completeNo)),
    group('problems', say.problems, yesNo(say.problemsYes, say.problemsNo)),
    group('exceeded', say.exceeded, answers),
    group('online', say.online, answers),
    group(
      'batch',
      say.batch,
      [1, 2, 3].map((n) => [String(n), say.batchN(n)] as const),
    ),
    ...(regions.length > 1 ? [group('region', say.county, regions.map(named))] : []),
    group(
      'level',
      say.level,
      controlLevels.map((value) => [value, term(locale, 'controlLevel', value)] as const),
    ),
    group('sector', say.sector, sectors.filter(({ code }) => (counts.sector.get(code) ?? 0) > 0).map(named)),
  ]
}
