import type { CaseWait } from '#domain/violation/input/steps.ts'
import type { CaseStage } from '#domain/violation/rules/lifecycle.ts'

type Tone = 'vermilion' | 'amber' | 'slate' | 'river'

export const waitTones: Record<CaseWait, Tone> = {
  draft: 'slate',
  returned: 'vermilion',
  review: 'amber',
  publish: 'river',
}

/** What a stage waits for, in the inbox's words. */
export const waitOf: Partial<Record<CaseStage, CaseWait>> = {
  drafting: 'draft',
  returned: 'returned',
  in_review: 'review',
  passed: 'publish',
}
