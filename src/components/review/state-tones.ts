import type { ReviewOpinion, ReviewState } from '#domain/review/rules/state.ts'

export const reviewTones: Record<ReviewState, 'river' | 'amber' | 'slate'> = {
  waiting_county: 'slate',
  waiting_city: 'slate',
  agreed: 'river',
  returned: 'amber',
}

export const opinionTones: Record<ReviewOpinion, 'river' | 'amber'> = {
  agreed: 'river',
  agreed_with_additions: 'river',
  returned: 'amber',
}
