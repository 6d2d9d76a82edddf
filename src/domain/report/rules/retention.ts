import type { ReportState } from '#domain/report/rules/machine.ts'
import { retentionOn } from '#domain/report/rules/terms.ts'
import { addDays } from '#platform/clock.ts'

export interface Kept {
  state: ReportState
  receivedOn: string
  /** The day of the last refusal, referral or conclusion, or on which the last one was joined to it. */
  decidedOn: string | null
  /** An objection is being looked at. */
  recheckDueOn: string | null
}

const isEnded = ({ state, recheckDueOn }: Kept) =>
  recheckDueOn === null && (state === 'concluded' || state === 'refused' || state === 'referred')

/** The last day on which originals and identity are kept; null while the report is open. Refused ones go as a whole. */
export function originalsUntil(report: Kept): string | null {
  if (!isEnded(report) || report.decidedOn === null) return null
  const { originalsAfterConclusionDays, refusedDays } = retentionOn(report.receivedOn)
  return addDays(report.decidedOn, (report.state === 'concluded' ? originalsAfterConclusionDays : refusedDays).value)
}

/** The last day on which anything of it is kept; null while the report is open. */
export function keptUntil(report: Kept): string | null {
  if (!isEnded(report) || report.decidedOn === null) return null
  const { concludedDays, refusedDays } = retentionOn(report.receivedOn)
  return addDays(report.decidedOn, (report.state === 'concluded' ? concludedDays : refusedDays).value)
}
