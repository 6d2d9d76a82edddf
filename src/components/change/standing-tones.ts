import type { ChangeStanding } from '#domain/change/rules.ts'

/** The badge of a report: red only for what is missing now. */
export const standingTones: Record<ChangeStanding, 'river' | 'amber' | 'vermilion' | 'slate'> = {
  open: 'slate',
  overdue: 'vermilion',
  on_time: 'river',
  late: 'amber',
  voluntary: 'slate',
}
