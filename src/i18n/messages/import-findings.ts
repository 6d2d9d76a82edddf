import type { Finding } from '#platform/sheet/finding.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { importMessages } from '#src/i18n/messages/import.ts'

/** Where a finding is: 第 5 行 F 列（经度）. */
export function findingPlace({ line, column, header }: Finding, locale: Locale): string {
  const say = importMessages[locale]
  if (line !== null) return column === null ? say.whereLine(line) : say.where(line, column, header ?? '')
  return column === null ? say.whereFile : say.whereColumn(column, header ?? '')
}

/** The whole finding as one line of text, for the command line. */
export function findingText(finding: Finding, locale: Locale): string {
  const say = importMessages[locale]
  const given = finding.given ? say.given(Array.from(finding.given).slice(0, 60).join('')) : ''
  return `${findingPlace(finding, locale)}${locale === 'zh' ? '：' : ': '}${given}${finding.message}`
}
