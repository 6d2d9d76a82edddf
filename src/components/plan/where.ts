import type { PlanState } from '#domain/plan/queries/stage.ts'
import { daysBetween } from '#platform/clock.ts'
import { formatDate } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { planMessages } from '#src/i18n/messages/plan.ts'

/** In one clause, where the plan stands: the newest batch that is at work, else the next, else that all is over. */
export function whereItStands({ today, batches }: PlanState, locale: Locale): string {
  const say = planMessages[locale]
  const name = (batch: PlanState['batches'][number]) => (locale === 'zh' ? batch.nameZh : batch.nameEn)
  const begun = batches.filter(({ stage }) => stage !== 'not_begun')
  const at = begun.findLast(({ stage }) => stage !== 'over')
  if (at?.stage === 'screening')
    return say.screening(name(at), formatDate(locale, at.screeningTo), daysBetween(today, at.screeningTo))
  if (at?.stage === 'rectification')
    return say.rectification(name(at), formatDate(locale, at.rectificationTo), daysBetween(today, at.rectificationTo))
  if (at) return say.between(name(at), formatDate(locale, at.rectificationFrom))
  const next = batches.find(({ stage }) => stage === 'not_begun')
  return next && begun.length === 0 ? say.notBegun(formatDate(locale, next.screeningFrom)) : say.over
}

export const stageTone = {
  not_begun: 'slate',
  screening: 'ink',
  between: 'slate',
  rectification: 'river',
  over: 'slate',
} as const
