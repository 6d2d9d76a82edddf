import type { rewardStates } from '#db/vocabulary.ts'

export const rewardTones: Record<(typeof rewardStates)[number], 'amber' | 'river' | 'slate' | 'ink'> = {
  proposed: 'amber',
  granted: 'ink',
  claimed: 'ink',
  paid: 'river',
  refused: 'slate',
  lapsed: 'slate',
  declined: 'slate',
}
