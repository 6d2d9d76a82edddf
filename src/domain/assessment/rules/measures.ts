import type { countyMeasureStates } from '#db/vocabulary.ts'
import { DomainError } from '#platform/errors.ts'
import { conflict, refusal } from '#platform/refuse.ts'

export type CountyMeasureState = (typeof countyMeasureStates)[number]

/** @throws DomainError at the field when the days are turned round */
export function checkMeasureDays({ fromOn, dueOn }: { fromOn: string; dueOn: string | null }): void {
  if (dueOn !== null && dueOn < fromOn)
    throw refusal(
      'dueOn',
      `整改期限（${dueOn}）早于措施日期（${fromOn}）`,
      `The day by which it is to be done (${dueOn}) is before the measure (${fromOn})`,
    )
}

/** Two people, and only once. @throws DomainError conflict; not_allowed for the one who entered it */
export function checkMeasureConfirming(
  found: { state: CountyMeasureState; enteredBy: string | null },
  userId: string,
): void {
  if (found.state !== 'proposed') throw conflict('这一条已经确认过', 'This measure was confirmed already')
  if (found.enteredBy === userId)
    throw new DomainError(
      'not_allowed',
      '录入人不能自己确认，请由另一人确认 / Whoever entered it cannot confirm it: a second person must',
    )
}

/** Days of what followed lie between the measure and today. @throws DomainError conflict; rule_broken at `doneOn` */
export function checkFollowUp(
  found: { state: CountyMeasureState; fromOn: string },
  doneOn: string,
  today: string,
): void {
  if (found.state !== 'in_force')
    throw conflict('只有执行中的措施才记录落实情况', 'Only what is in force is followed up')
  if (doneOn < found.fromOn || doneOn > today)
    throw refusal(
      'doneOn',
      `日期须在 ${found.fromOn} 至今天（${today}）之间；填的是 ${doneOn}`,
      `The day must lie between ${found.fromOn} and today (${today}); given: ${doneOn}`,
    )
}

/** Lifted only after something was done. @throws DomainError conflict; rule_broken without a follow-up */
export function checkMeasureLifting(found: { state: CountyMeasureState }, followUps: number): void {
  if (found.state !== 'in_force') throw conflict('只有执行中的措施才能解除', 'Only what is in force can be lifted')
  if (followUps === 0)
    throw refusal(
      'basis',
      '还没有落实情况的记录，不能解除；请先记录',
      'Nothing was entered of what followed: enter that first, then lift it',
    )
}
