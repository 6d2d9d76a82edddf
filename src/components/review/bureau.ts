import type { ReviewLevel } from '#domain/review/rules/state.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { reviewMessages } from '#src/i18n/messages/review.ts'

/** Who speaks in a review: a bureau, not a person. */
export const bureauName = (
  locale: Locale,
  level: ReviewLevel,
  region: { nameZh: string; nameEn: string } | undefined,
): string => {
  const say = reviewMessages[locale]
  if (level === 'city' || !region) return say.cityBureau
  return say.bureau(locale === 'zh' ? region.nameZh : region.nameEn)
}
