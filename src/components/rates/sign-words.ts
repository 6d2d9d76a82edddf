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

export interface SignGroup {
  sign: ReadingSign
  factors: { zh: string; en: string }[]
  text: string
}

/** Signs of one outlet, those of the same kind and figures as one with all its factors. */
export function groupSigns(locale: Locale, signs: readonly ShownSign[]): SignGroup[] {
  const groups = Map.groupBy(signs, (sign) => `${sign.sign} ${foundText(locale, sign)}`)
  return [...groups.values()].map((same) => {
    const [first] = same as [ShownSign]
    return {
      sign: first.sign,
      factors: same.map(({ factorZh, factorEn }) => ({ zh: factorZh, en: factorEn })),
      text: foundText(locale, first),
    }
  })
}

/** The factors of a group: all by name, of more than three how many more. */
export function factorsOf(locale: Locale, { factors }: SignGroup, most = 3): string {
  const names = factors.slice(0, most).map((factor) => factor[locale])
  const more = factors.length - names.length
  const list = names.join(locale === 'zh' ? '、' : ', ')
  return more > 0 ? ratesMessages[locale].factorsMore(list, more, factors.length) : list
}
