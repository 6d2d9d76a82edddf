import { daysBetween } from '#platform/clock.ts'
import reference from '../../../../content/reference/plan.json' with { type: 'json' }

/** Where a batch stands on a day. `between`: its screening is over and its rectification has not begun. */
export const planStages = ['not_begun', 'screening', 'between', 'rectification', 'over'] as const
export type PlanStage = (typeof planStages)[number]

export interface Windows {
  screeningFrom: string
  screeningTo: string
  rectificationFrom: string
  rectificationTo: string
}

/** The same day of a later year; 29 February becomes the 28th where there is none. */
export function yearsOn(day: string, years: number): string {
  const later = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`
  const isDay = new Date(`${later}T00:00:00Z`).toISOString().startsWith(later)
  return isDay ? later : `${later.slice(0, 8)}28`
}

/** The windows of the rule, as many years later as the city's plan runs. */
export const windowsLater = <T extends Windows>(batch: T, years: number): T => ({
  ...batch,
  screeningFrom: yearsOn(batch.screeningFrom, years),
  screeningTo: yearsOn(batch.screeningTo, years),
  rectificationFrom: yearsOn(batch.rectificationFrom, years),
  rectificationTo: yearsOn(batch.rectificationTo, years),
})

/** City rule 四: first and last day of a window belong to it. */
export function stageOn(windows: Windows, day: string): PlanStage {
  if (day < windows.screeningFrom) return 'not_begun'
  if (day <= windows.screeningTo) return 'screening'
  if (day < windows.rectificationFrom) return 'between'
  return day <= windows.rectificationTo ? 'rectification' : 'over'
}

/** How far a window has run on a day: 0 before it, 1 after its last day. */
export function shareRun(from: string, to: string, day: string): number {
  const share = (daysBetween(from, day) + 1) / (daysBetween(from, to) + 1)
  return Math.min(1, Math.max(0, share))
}

export type Milestone = Omit<(typeof reference.milestones)[number], 'by' | 'mark'> & {
  by: 'city' | 'county' | 'firm'
  mark: 'text' | 'portal'
  /** Whole days to it; negative when it is past. */
  daysLeft: number
}

/** The days of the rule in their order, as many years later. content/reference/plan.json */
export const milestonesOf = (years: number, today: string): Milestone[] =>
  (reference.milestones as Omit<Milestone, 'daysLeft'>[])
    .map((milestone) => {
      const on = yearsOn(milestone.on, years)
      return { ...milestone, on, daysLeft: daysBetween(today, on) }
    })
    .sort((a, b) => a.on.localeCompare(b.on))

/** By when a county files a paper in a year (四（一）1: by 22 April). */
export const paperDueOn = (kind: keyof typeof reference.papers, year: number) =>
  `${year}-${reference.papers[kind].monthDay}`
