import type { ReportState } from '#domain/report/rules/machine.ts'

export const reportTones: Record<ReportState, 'amber' | 'river' | 'slate' | 'ink'> = {
  received: 'amber',
  accepted: 'ink',
  refused: 'slate',
  referred: 'slate',
  joined: 'slate',
  concluded: 'river',
}
