import { endOfDueDay } from '#domain/disclosure/rules/deadline.ts'

export type ChangeStanding = 'open' | 'overdue' | 'on_time' | 'late' | 'voluntary'

/**
 * How a report stands to its day: made in time, late, of free will; or expected, still open or overdue. On time is at or
 * before 24:00 Chinese time of the due day. It is the first version's moment that counts.
 */
export function changeStanding(
  { dueOn, publishedAt }: { dueOn: string | null; publishedAt: Date | null },
  now: Date,
): ChangeStanding {
  if (dueOn === null) return publishedAt ? 'voluntary' : 'open'
  if (publishedAt) return publishedAt > endOfDueDay(dueOn) ? 'late' : 'on_time'
  return now > endOfDueDay(dueOn) ? 'overdue' : 'open'
}
