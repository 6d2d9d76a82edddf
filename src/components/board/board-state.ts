import { controlLevels, executionStates, measureKinds, violationCategories } from '#db/vocabulary.ts'
import { type BoardFilter, fineBandNames } from '#domain/violation/input/board.ts'
import type { FacetCounts, FacetName } from '#domain/violation/queries/counts.ts'
import { type BoardReference, nameOf } from '#domain/violation/queries/reference.ts'
import type { FineBand } from '#domain/violation/rules/measures.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { violationMessages } from '#src/i18n/messages/violation.ts'
import { term, type Vocabulary } from '#src/i18n/terms.ts'

/** The filters of the board with their counts, as `Facets.astro` takes them. Without counts where the board has none. */
export function boardFacets(
  facets: FacetCounts | null,
  filter: BoardFilter,
  reference: BoardReference,
  locale: Locale,
) {
  const say = violationMessages[locale]
  const count = (facet: FacetName, value: string) => (facets ? (facets[facet].get(value) ?? 0) : null)
  const group = (name: FacetName, label: string, values: readonly string[], word: (value: string) => string) => ({
    name,
    label,
    multiple: name !== 'repeat',
    options: values
      .map((value) => ({ value, label: word(value), count: count(name, value) }))
      .filter((option) => option.count !== 0 || [filter[name] ?? []].flat().map(String).includes(option.value)),
  })
  const words = (vocabulary: Vocabulary) => (value: string) => term(locale, vocabulary, value as never)
  const codes = (list: { code: string }[]) => list.map(({ code }) => code)
  const years = [...new Set([...(facets?.year.keys() ?? []), ...filter.year.map(String)])].sort().reverse()

  return [
    group('category', say.category, violationCategories, words('violationCategory')),
    group('measure', say.measure, measureKinds, words('measureKind')),
    group('region', say.region, codes(reference.region), (code) => nameOf(reference.region, code, locale)),
    group('year', say.year, years, (year) => year),
    ...(filter.quarter.length > 0 ? [group('quarter', say.quarter, ['1', '2', '3', '4'], say.quarterOf)] : []),
    group('fine', say.fineBand, fineBandNames, (band) => bandLabel(band as FineBand, locale)),
    group('execution', say.executionFacet, executionStates, words('executionState')),
    group('repeat', say.repeat, ['yes'], () => say.repeatYes),
    group('control', say.control, controlLevels, words('controlLevel')),
    group('sector', say.sector, codes(reference.sector), (code) => nameOf(reference.sector, code, locale)),
  ].filter(({ options }) => options.length > 0)
}

/** The state of the board in words, `桃江县、造纸、数据造假`; empty for the whole board. */
export function boardState(filter: BoardFilter, reference: BoardReference, locale: Locale): string {
  const say = violationMessages[locale]
  return [
    ...filter.region.map((code) => nameOf(reference.region, code, locale)),
    ...filter.sector.map((code) => nameOf(reference.sector, code, locale)),
    ...filter.control.map((value) => term(locale, 'controlLevel', value)),
    filter.year.length > 0 ? say.ofYears(filter.year.join(say.joinState)) : '',
    ...filter.quarter.map(say.quarterOf),
    ...filter.category.map((value) => term(locale, 'violationCategory', value)),
    ...filter.measure.map((value) => term(locale, 'measureKind', value)),
    ...filter.fine.map((band) => bandLabel(band as FineBand, locale)),
    ...filter.execution.map((value) => term(locale, 'executionState', value)),
    filter.repeat ? say.withRepeat : '',
    filter.q ? say.withWords(filter.q) : '',
  ]
    .filter(Boolean)
    .join(say.joinState)
}

/** The sentence that the board opens with: its numbers. */
export function boardSentence(
  list: { total: number; hasMore: boolean; facets: FacetCounts | null },
  state: string,
  locale: Locale,
): string {
  const say = violationMessages[locale]
  const { total, facets } = list
  const shown = (n: number | undefined) => formatNumber(locale, n ?? 0)
  if (list.hasMore) return say.capped(state, shown(total))
  const repeats = shown(facets?.repeat.get('yes'))
  if (state !== '') return facets ? say.some(state, shown(total), repeats) : say.found(state, shown(total))
  return total === 0 ? say.empty : say.whole(shown(total), repeats, shown(facets?.execution.get('overdue')))
}

const bandLabel = (band: FineBand, locale: Locale): string => violationMessages[locale][`band_${band}`]
