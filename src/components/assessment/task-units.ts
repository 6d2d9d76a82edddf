import { type CountedTask, countOf } from '#domain/assessment/queries/task-counts.ts'
import type { TaskState } from '#domain/assessment/queries/tasks.ts'
import { isReportedBy, isTaskLate, type Task, type TaskCount } from '#domain/assessment/rules/tasks.ts'
import { cityCode } from '#src/components/assessment/names.ts'
import { formatNumber, formatPercent } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { taskCountText } from '#src/i18n/messages/assessment-words.ts'

/** The units that report on a task: the city's own code and the counties, as annex 5 says. */
export const unitsOf = (task: Task, regionCodes: readonly string[]): string[] => [
  ...(isReportedBy(task, 'city') ? [cityCode] : []),
  ...(isReportedBy(task, 'county') ? regionCodes : []),
]

/** How many of the units are done, and how many late. */
export function standingOf(
  task: Task,
  year: number,
  units: readonly string[],
  states: readonly TaskState[],
  today: string,
) {
  const progress = units.map(
    (code) => states.find(({ taskNo, regionCode }) => taskNo === task.no && regionCode === code)?.progress ?? null,
  )
  return {
    done: progress.filter((each) => each === 'done').length,
    late: progress.filter((each) => isTaskLate(task, year, each, today)).length,
    all: units.length,
  }
}

/** What the portal counted of a task, in words; undefined where it counts nothing. */
export function countedText(
  task: Task,
  counted: ReadonlyMap<TaskCount, readonly CountedTask[]>,
  locale: Locale,
  regionCode?: string,
): string | undefined {
  const found = task.counts && countOf(counted.get(task.counts), regionCode === cityCode ? undefined : regionCode)
  if (!task.counts || !found) return undefined
  if (task.counts === 'rate')
    return taskCountText(locale, 'rate', formatPercent(locale, found.part / (found.of || 1)), '')
  return taskCountText(locale, task.counts, formatNumber(locale, found.part), formatNumber(locale, found.of ?? 0))
}
