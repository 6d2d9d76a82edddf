import type { Locale } from '#src/i18n/locale.ts'

export interface Choice<V extends string = string> {
  value: V
  label: string
}

/** A filter's choices, each with its count beside it. */
export const facet = (
  name: string,
  label: string,
  choices: readonly Choice[],
  counts: ReadonlyMap<string, number>,
) => ({
  name,
  label,
  options: choices.map((choice) => ({ ...choice, count: counts.get(choice.value) ?? 0 })),
})

/** Counties or trades as choices. */
export const named = (locale: Locale, list: readonly { code: string; nameZh: string; nameEn: string }[]): Choice[] =>
  list.map(({ code, nameZh, nameEn }) => ({ value: code, label: locale === 'zh' ? nameZh : nameEn }))
