import {
  followCase,
  followInspection,
  followOrder,
  followReport,
  followReview,
} from '#domain/rectification/commands/follow.ts'
import type { Effect } from '#platform/events/effects.ts'

/** What other domains found becomes a line of the ledger, each finding once, however often its event is read. */
export const enterProblemsEffect: Effect = {
  name: 'enter-problems',
  kinds: [
    'review.agreed',
    'supervision.answered',
    'supervision.supplemented',
    'report_outcome.concluded',
    'case.published',
    'inspection.finished',
    // Linked to a case that is on the board already.
    'problem.case_linked',
  ],
  run: async (tx, { kind, subject, after, at }) => {
    const id = Number(subject.split(':')[1])
    if (kind === 'review.agreed') return followReview(tx, Number((after as { reviewId?: number } | null)?.reviewId), at)
    if (kind === 'report_outcome.concluded') return followReport(tx, id, at)
    if (kind === 'case.published') return followCase(tx, id, at)
    if (kind === 'problem.case_linked') return followCase(tx, Number((after as { caseId?: number } | null)?.caseId), at)
    if (kind === 'inspection.finished') return followInspection(tx, id, at)
    return followOrder(tx, id, at)
  },
}
