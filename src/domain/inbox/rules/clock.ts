import { addDays, cityDate } from '#platform/clock.ts'
import type { Waiting } from '#platform/waiting.ts'

/** By when: the term is over, ends today, within the next seven days, later, or no rule sets one. */
export const clocks = ['overdue', 'today', 'week', 'later', 'open'] as const
export type Clock = (typeof clocks)[number]

const weekDays = 7
const never = Number.MAX_SAFE_INTEGER

export function clockOf(dueAt: Date | undefined, now: Date): Clock {
  if (dueAt === undefined) return 'open'
  if (dueAt < now) return 'overdue'
  const [day, today] = [cityDate(dueAt), cityDate(now)]
  if (day === today) return 'today'
  return day <= addDays(today, weekDays) ? 'week' : 'later'
}

/** What ends first stands first; without a term after all others, what waits longest first. */
export const byClock = (a: Waiting, b: Waiting): number =>
  (a.dueAt?.getTime() ?? never) - (b.dueAt?.getTime() ?? never) ||
  a.since.getTime() - b.since.getTime() ||
  a.subject.localeCompare(b.subject)

/** How many things stand in each group; a line that stands for many counts as many. */
export function countByClock(lines: readonly Waiting[], now: Date): Record<Clock, number> {
  const counts = { overdue: 0, today: 0, week: 0, later: 0, open: 0 }
  for (const { dueAt, count = 1 } of lines) counts[clockOf(dueAt, now)] += count
  return counts
}
