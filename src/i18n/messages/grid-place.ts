import type { Locale } from '#src/i18n/locale.ts'

/** What is wrong with a place that was typed or clicked. */
export const gridPlaceProblem = (locale: Locale, given: string): string =>
  locale === 'zh'
    ? `“${given}”不是一个位置；请写成 经度,纬度（WGS 84），例如 112.135,28.521`
    : `"${given}" is no place; write longitude,latitude (WGS 84), for example 112.135,28.521`
