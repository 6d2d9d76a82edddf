import type { Locale } from '#src/i18n/locale.ts'

/** 督办〔2026〕12 号, as it is cited. */
export const orderNumber = (locale: Locale, { year, no }: { year: number; no: number }): string =>
  locale === 'zh' ? `督办〔${year}〕${no} 号` : `Order ${year}/${no}`
