import { afterMove, type ReportState } from '#domain/report/rules/machine.ts'
import type { clocksOn } from '#domain/report/rules/terms.ts'
import { addDays } from '#platform/clock.ts'

/** Why no objection is possible: nothing is decided, one is being looked at, the term is over, there were as many as there may be, a reward was granted. */
export type ObjectionBar = 'not_decided' | 'waiting' | 'term_over' | 'too_often' | 'rewarded'

export interface Objectable {
  state: ReportState
  /** The day of the last refusal, referral or conclusion. */
  decidedOn: string | null
  recheckDueOn: string | null
  objections: number
  /** A reward was granted, claimed or paid: its outcome is not looked at again. */
  hasReward: boolean
}
type Clocks = Pick<ReturnType<typeof clocksOn>, 'objectionDays' | 'mostObjections'>

/** The last day on which the reporter can object. */
export const objectionUntil = (decidedOn: string, { objectionDays }: Clocks): string =>
  addDays(decidedOn, objectionDays.value)

/** What bars an objection today; undefined when it is possible. */
export function objectionBar(report: Objectable, clocks: Clocks, today: string): ObjectionBar | undefined {
  const { state, decidedOn, recheckDueOn, objections, hasReward } = report
  if (recheckDueOn !== null) return 'waiting'
  if (afterMove(state, 'object') === undefined || decidedOn === null) return 'not_decided'
  if (hasReward) return 'rewarded'
  if (objections >= clocks.mostObjections.value) return 'too_often'
  return objectionUntil(decidedOn, clocks) < today ? 'term_over' : undefined
}
