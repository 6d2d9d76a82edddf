import type { MeasureKind } from '#domain/violation/rules/measures.ts'
import type { ViolationCategory } from '#domain/violation/rules/persons.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { term } from '#src/i18n/terms.ts'

/** The categories that stand out: deceit. */
export const graveTones: readonly ViolationCategory[] = ['stealth_discharge', 'falsified_data']

/** Deceit stands out, the other grave acts are marked, the rest is plain. The word always stands beside the colour. */
export function categoryTone(category: ViolationCategory): 'vermilion' | 'amber' | 'slate' {
  if (graveTones.includes(category)) return 'vermilion'
  return category === 'serious_exceedance' || category === 'abnormal_operation' ? 'amber' : 'slate'
}

/** `责令改正、停产整治` */
export const measureWords = (kinds: readonly MeasureKind[], locale: Locale): string =>
  kinds.map((kind) => term(locale, 'measureKind', kind)).join(locale === 'zh' ? '、' : ', ')

/** The firm's name in the reader's language where the register has it. */
export const firmName = (of: { enterpriseName: string; enterpriseNameEn: string | null }, locale: Locale): string =>
  (locale === 'en' && of.enterpriseNameEn) || of.enterpriseName
