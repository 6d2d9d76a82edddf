import type { errorReportParties } from '#db/vocabulary.ts'

export type ErrorReportParty = (typeof errorReportParties)[number]
export type ErrorReportState = 'open' | 'overdue' | 'answered' | 'hidden'

/**
 * The term of an answer, as data: working days after the day of the report.
 * Source: city's own rule for this portal; as long as a government body has to answer (政府信息公开条例 第三十三条 gives 20)
 */
export const answerTerm = { workingDays: 15 }

export interface ErrorReportStanding {
  dueOn: string
  hiddenAt: Date | null
  answers: readonly { party: ErrorReportParty }[]
}

/** Where a report stands on `today`; the last day of its term is still in time. */
export function errorReportState({ dueOn, hiddenAt, answers }: ErrorReportStanding, today: string): ErrorReportState {
  if (hiddenAt) return 'hidden'
  if (answers.length > 0) return 'answered'
  return today > dueOn ? 'overdue' : 'open'
}
