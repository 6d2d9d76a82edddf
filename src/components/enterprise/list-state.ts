import { controlLevels, filingStates, media } from '#db/vocabulary.ts'
import type { EnterpriseFilter } from '#domain/enterprise/input.ts'
import type { RegisterCounts } from '#domain/enterprise/queries/facets.ts'
import { type Named, nameOf, type RegisterReference } from '#domain/enterprise/queries/reference.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { enterpriseMessages } from '#src/i18n/messages/enterprise.ts'
import { term } from '#src/i18n/terms.ts'

/** The filters of the register with their counts, as `Facets.astro` takes them: the same for the list and the map. */
export function registerFacets(
  counts: RegisterCounts,
  filter: EnterpriseFilter,
  reference: RegisterReference,
  year: number,
  locale: Locale,
) {
  const say = enterpriseMessages[locale]
  const { facets, total } = counts
  const label = ({ nameZh, nameEn }: Named) => (locale === 'zh' ? nameZh : nameEn)
  const named = (list: Named[], found: Record<string, number>, chosen: string[]) =>
    list
      .map((item) => ({ value: item.code, label: label(item), count: found[item.code] ?? 0 }))
      .filter(({ value, count }) => count > 0 || chosen.includes(value))
  const worded = <T extends string>(values: readonly T[], found: Record<string, number>, words: (value: T) => string) =>
    values.map((value) => ({ value, label: words(value), count: found[value] ?? 0 }))

  const groups = [
    {
      name: 'exceeding',
      label: say.exceeding,
      options: [{ value: 'yes', label: say.exceedingYes, count: facets.exceeding.yes ?? 0 }],
    },
    {
      name: 'region',
      label: say.region,
      multiple: true,
      options: named(reference.regions, facets.region, filter.region),
    },
    {
      name: 'medium',
      label: say.medium,
      options: worded(media, facets.medium, (value) => term(locale, 'medium', value)),
    },
    {
      name: 'filing',
      label: say.filingFacet(year),
      multiple: true,
      options: worded(filingStates, facets.filing, (value) => term(locale, 'filingState', value)),
    },
    {
      name: 'control',
      label: say.control,
      multiple: true,
      options: worded(controlLevels, facets.control, (value) => term(locale, 'controlLevel', value)),
    },
    {
      name: 'sector',
      label: say.sector,
      multiple: true,
      options: named(reference.sectors, facets.sector, filter.sector).sort((a, b) => b.count - a.count),
    },
  ]
  const factors = filter.factor.map((value) => ({
    value,
    label: nameOf(reference.factor, value, locale),
    count: total,
  }))
  return factors.length > 0
    ? [...groups, { name: 'factor', label: say.factor, multiple: true, options: factors }]
    : groups
}

/** The state of the list as one sentence with its number. */
export function registerSentence(
  counts: RegisterCounts,
  filter: EnterpriseFilter,
  reference: RegisterReference,
  year: number,
  locale: Locale,
): string {
  const say = enterpriseMessages[locale]
  const join = (words: string[]) => words.join(say.listSeparator)
  const names = (of: Map<string, Named>, codes: string[]) => join(codes.map((code) => nameOf(of, code, locale)))
  const conditions = [
    filter.q ? say.withWords(filter.q) : '',
    filter.medium ? (filter.medium === 'water' ? say.withWater : say.withAir) : '',
    filter.factor.length > 0 ? say.withFactor(names(reference.factor, filter.factor)) : '',
    filter.exceeding ? say.withExceedance : '',
    filter.filing.length > 0
      ? say.withFiling(year, join(filter.filing.map((state) => term(locale, 'filingState', state))))
      : '',
  ].filter(Boolean)
  const regions = names(reference.region, filter.region)
  const sectors = names(reference.sector, filter.sector)
  const controls = join(filter.control.map((level) => term(locale, 'controlLevel', level)))
  const total = formatNumber(locale, counts.total)
  if (!regions && !sectors && !controls && conditions.length === 0) {
    return say.whole(total, formatNumber(locale, counts.facets.exceeding.yes ?? 0))
  }
  return say.state({ regions, sectors, controls, conditions, total })
}
