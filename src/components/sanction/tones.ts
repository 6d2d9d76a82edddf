import type { SanctionState } from '#domain/sanction/rules/course.ts'

export const sanctionTone: Record<SanctionState, 'amber' | 'vermilion' | 'slate'> = {
  proposed: 'amber',
  in_force: 'vermilion',
  ended: 'slate',
  lifted: 'slate',
}
