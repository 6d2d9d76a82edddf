import type { FilingState } from '#domain/disclosure/rules/deadline.ts'

/** The badge of a filing state: red only for what is missing now. */
export const stateTones: Record<FilingState, 'river' | 'amber' | 'vermilion' | 'slate'> = {
  not_required: 'slate',
  not_yet_due: 'slate',
  due: 'amber',
  overdue: 'vermilion',
  refused: 'vermilion',
  published: 'river',
  published_late: 'amber',
}
