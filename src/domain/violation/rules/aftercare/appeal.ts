import type { appealResults } from '#db/vocabulary.ts'
import type { RemovalReason } from '#domain/violation/rules/aftercare/removal.ts'
import { addDays } from '#platform/clock.ts'

export type AppealResult = (typeof appealResults)[number]

/** Days within which a record whose decision fell is taken down. Source: 行政处罚法 第四十八条第二款 */
export const withdrawalDays = 3

const fallen: Partial<Record<AppealResult, RemovalReason>> = {
  changed: 'decision_changed',
  revoked: 'decision_revoked',
  unlawful: 'decision_unlawful',
  void: 'decision_void',
}

/** Why the record is to be withdrawn after a result; undefined where the decision stands. */
export const removalAfter = (result: AppealResult): RemovalReason | undefined => fallen[result]

/** The last day on which the record may still stand; null where the decision does. */
export const withdrawBy = (result: AppealResult, decidedOn: string): string | null =>
  removalAfter(result) ? addDays(decidedOn, withdrawalDays) : null

/** What is wrong with the days of an appeal. An appeal comes on or after the decision and is decided on or after its filing. */
export function barToAppealDay(
  { filedOn, decidedOn }: { filedOn: string; decidedOn?: string | null },
  caseDecidedOn: string,
  today: string,
): 'filed_before_decision' | 'day_ahead' | 'decided_before_filed' | undefined {
  if (filedOn > today || (decidedOn && decidedOn > today)) return 'day_ahead'
  if (filedOn < caseDecidedOn) return 'filed_before_decision'
  return decidedOn && decidedOn < filedOn ? 'decided_before_filed' : undefined
}
