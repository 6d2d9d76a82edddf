import type { Locale } from '#src/i18n/locale.ts'

/** The file of a state of the board: its filters and order, without page, in the reader's language. */
export function fileAddress(kind: 'csv' | 'xlsx' | 'json', params: URLSearchParams, locale: Locale): string {
  const kept = new URLSearchParams([...params].filter(([name]) => !['page', 'lang'].includes(name)))
  if (locale === 'en') kept.set('lang', 'en')
  return `/board.${kind}${kept.size > 0 ? `?${kept}` : ''}`
}

/** The feed of a state of the board: its filters, without page and order, in the reader's language. */
export function feedAddress(kind: 'atom' | 'json', params: URLSearchParams, locale: Locale): string {
  const kept = new URLSearchParams([...params].filter(([name]) => !['page', 'sort', 'lang'].includes(name)))
  if (locale === 'en') kept.set('lang', 'en')
  return `/board/feed.${kind}${kept.size > 0 ? `?${kept}` : ''}`
}
