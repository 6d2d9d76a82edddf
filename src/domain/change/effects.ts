import { expectReport } from '#domain/change/commands/expect-report.ts'
import type { Effect } from '#platform/events/effects.ts'

/** A penalty is published on the board: its firm, if it is a key polluter, must report it within the term. */
export const expectReportEffect: Effect = {
  name: 'expect-change-report',
  kinds: ['case.published'],
  run: (tx, event) => expectReport(tx, Number(event.subject.replace(/^case:/, '')), event.at),
}
