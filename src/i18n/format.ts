import { cityDate } from '#platform/clock.ts'
import type { Locale } from '#src/i18n/locale.ts'

const tag = (locale: Locale) => (locale === 'zh' ? 'zh-CN' : 'en-GB')

/** Building an Intl formatter costs more than using it a thousand times. */
const numberFormats = new Map<string, Intl.NumberFormat>()
function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}${options.style ?? ''}${options.minimumFractionDigits ?? ''}/${options.maximumFractionDigits ?? ''}`
  let format = numberFormats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(tag(locale), options)
    numberFormats.set(key, format)
  }
  return format
}

/** 12345.6 -> 12,345.6. `digits` fixes the decimals; without it up to six are shown as they are. */
export function formatNumber(locale: Locale, n: number, digits?: number): string {
  return numberFormat(locale, { minimumFractionDigits: digits ?? 0, maximumFractionDigits: digits ?? 6 }).format(n)
}

/** A share from 0 to 1 as a percentage; whole per cent from ten on, one decimal below. */
export function formatPercent(locale: Locale, share: number): string {
  const digits = share !== 0 && Math.abs(share) < 0.1 ? 1 : 0
  return numberFormat(locale, { style: 'percent', minimumFractionDigits: 0, maximumFractionDigits: digits }).format(
    share,
  )
}

/** Fen to yuan: 12万元 for a round sum of ten thousand yuan or more in Chinese, CNY 120,000 in English. */
export function formatMoney(locale: Locale, fen: number): string {
  const yuan = fen / 100
  if (locale === 'en') return `CNY ${formatNumber('en', yuan)}`
  const tenThousands = yuan / 10_000
  if (tenThousands >= 1 && Number.isInteger(tenThousands * 100)) return `${formatNumber('zh', tenThousands)} 万元`
  return `${formatNumber('zh', yuan)} 元`
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A day, or the city's day of an instant: 2026年6月30日 / 30 Jun 2026. */
export function formatDate(locale: Locale, day: string | Date): string {
  const [year, month, date] = dayParts(day)
  return locale === 'zh' ? `${year}年${month}月${date}日` : `${date} ${months[month - 1]} ${year}`
}

/** As much of a day as is known: 2017年4月 / Apr 2017, 2017年 / 2017. */
export function formatPartialDate(locale: Locale, day: string, precision: 'day' | 'month' | 'year'): string {
  if (precision === 'day') return formatDate(locale, day)
  const [year, month] = dayParts(day)
  if (precision === 'year') return locale === 'zh' ? `${year}年` : String(year)
  return locale === 'zh' ? `${year}年${month}月` : `${months[month - 1]} ${year}`
}

/** The day without its year: 6月30日 / 30 Jun. */
export function formatDay(locale: Locale, day: string | Date): string {
  const [, month, date] = dayParts(day)
  return locale === 'zh' ? `${month}月${date}日` : `${date} ${months[month - 1]}`
}

/** An instant in the city's time: 2026年6月30日 09:05 / 30 Jun 2026, 09:05. */
export function formatTime(locale: Locale, at: Date): string {
  const clock = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16)
  return locale === 'zh' ? `${formatDate(locale, at)} ${clock}` : `${formatDate(locale, at)}, ${clock}`
}

function dayParts(day: string | Date): [number, number, number] {
  const [year = 0, month = 1, date = 1] = (typeof day === 'string' ? day.slice(0, 10) : cityDate(day))
    .split('-')
    .map(Number)
  return [year, month, date]
}

/** 1.4 MB, 320 KB: the size of a file. */
export function formatBytes(locale: Locale, bytes: number): string {
  const [value, unit] = bytes >= 1024 * 1024 ? [bytes / 1024 / 1024, 'MB'] : [Math.ceil(bytes / 1024), 'KB']
  return `${formatNumber(locale, Number(value.toPrecision(2)))} ${unit}`
}
