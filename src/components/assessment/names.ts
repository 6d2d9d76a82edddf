import type { Region } from '#domain/region/queries.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { assessmentMessages } from '#src/i18n/messages/assessment.ts'

/** The code of the city among the units that report. */
export const cityCode = '430900'

/** A county's name; the city's own code is the whole city. */
export function regionName(regions: readonly Region[], code: string, locale: Locale): string {
  if (code === cityCode) return assessmentMessages[locale].city
  const found = regions.find((region) => region.code === code)
  return found ? (locale === 'zh' ? found.nameZh : found.nameEn) : code
}

/** What a row counts, in words: `order:12` is 督办单 12. */
export function refText(locale: Locale, ref: string): string {
  const [kind = '', ...parts] = ref.split(':')
  const pair = refWords[kind]
  const name = pair ? pair[locale === 'zh' ? 0 : 1] : kind
  const shown = kind === 'return' || kind === 'rates' ? parts.at(-1) : parts.join(' ')
  return `${name} ${shown}`
}

const refWords: Record<string, readonly [zh: string, en: string]> = {
  return: ['月报', 'Return'],
  order: ['督办单', 'Order'],
  rates: ['自动监测日', 'On-line day'],
  result: ['监督性监测结果', 'Supervisory result'],
  obligation: ['信息公开', 'Disclosure'],
  problem: ['问题', 'Problem'],
  case: ['案件', 'Case'],
  inspection: ['检查', 'Inspection'],
}

/** A decimal of the assessment as it stands, with the reader's signs; the digits stay. */
export const decimalText = (locale: Locale, text: string): string => {
  const [, places = ''] = text.split('.')
  return formatNumber(locale, Number(text), places.length)
}
