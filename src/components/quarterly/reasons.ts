import type { QuarterlyReason } from '#domain/quarterly/rules.ts'
import { formatNumber, formatPercent } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { quarterlyMessages } from '#src/i18n/messages/quarterly.ts'

export interface Lines {
  share: number
  heavyMetalMultiple: number
  otherMultiple: number
}

/** Why a row stands on the list, with the line that it reached. */
export function reasonTexts(
  { reasons }: { reasons: readonly QuarterlyReason[] },
  lines: Lines,
  locale: Locale,
): string[] {
  const say = quarterlyMessages[locale]
  const words = {
    share: () => say.reasonShare(formatPercent(locale, lines.share)),
    multiple_heavy_metal: () => say.reasonHeavy(formatNumber(locale, lines.heavyMetalMultiple)),
    multiple_other: () => say.reasonOther(formatNumber(locale, lines.otherMultiple)),
  }
  return reasons.map((reason) => words[reason]())
}
