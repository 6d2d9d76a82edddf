import type { ShownSign } from '#domain/monitoring/queries/rates/ledger.ts'
import { signRuleOn } from '#domain/monitoring/rules/online-rules.ts'
import type { ReadingSign } from '#domain/monitoring/rules/rates/signs.ts'
import { formatNumber, formatPercent } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { ratesMessages } from '#src/i18n/messages/rates.ts'

/** What a sign found, in figures. */
export function foundText(locale: Locale, { sign, figures, otherCreditCode, otherOutletCode }: ShownSign): string {
  const say = ratesMessages[locale]
  const text = say[`${sign}Found`](figures)
  if (sign !== 'copied') return text
  return text + (otherCreditCode ? say.copiedFrom(`${otherCreditCode} ${otherOutletCode}`) : say.copiedOwn)
}

/** The definition of each sign, with the figures of the rule that holds for the month. */
export function definitionText(locale: Locale, sign: ReadingSign, month: string): string {
  const say = ratesMessages[locale]
  const rule = signRuleOn(`${month}-01`)
  switch (sign) {
    case 'constant':
      return say.constantDef(rule.constant.hours, rule.constant.days)
    case 'copied':
      return say.copiedDef(rule.copied.quarters * 6, rule.copied.distinct)
    case 'too_smooth':
      return say.too_smoothDef(rule.tooSmooth.days, `${formatNumber(locale, rule.tooSmooth.roughness * 100)}%`)
    case 'under_limit':
      return say.under_limitDef(rule.underLimit.hours, rule.underLimit.overBelow, rule.underLimit.overAbove)
    case 'flags_over_limit':
      return say.flags_over_limitDef(
        rule.flagsOverLimit.hours,
        formatPercent(locale, rule.flagsOverLimit.shareOfFlagged),
        rule.flagsOverLimit.timesUnflagged,
      )
  }
}
