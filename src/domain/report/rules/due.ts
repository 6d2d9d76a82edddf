import type { ReportState } from '#domain/report/rules/machine.ts'

/** What the office owes a report next: decide on its acceptance, handle it, look at it again after an objection. */
export const reportWaits = ['accept', 'handle', 'recheck'] as const
export type ReportWait = (typeof reportWaits)[number]

export interface Clocked {
  state: ReportState
  acceptDueOn: string
  handleDueOn: string | null
  /** Set by an objection, taken off by the next conclusion. */
  recheckDueOn: string | null
}

export interface Due {
  wait: ReportWait
  dueOn: string
  /** The day is over: a term ends at 24:00 of its last day. */
  isLate: boolean
}

/** The clock that runs; undefined when nothing is owed. queries/office/due.ts says the same in SQL; a test holds them together. */
export function dueOf({ state, acceptDueOn, handleDueOn, recheckDueOn }: Clocked, today: string): Due | undefined {
  const clock = (wait: ReportWait, dueOn: string): Due => ({ wait, dueOn, isLate: dueOn < today })
  if (state === 'received') return clock('accept', acceptDueOn)
  if (recheckDueOn !== null) return clock('recheck', recheckDueOn)
  return state === 'accepted' && handleDueOn !== null ? clock('handle', handleDueOn) : undefined
}
