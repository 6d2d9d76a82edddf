import type { reviewLevels, reviewOpinions, reviewStates } from '#db/vocabulary.ts'

export type ReviewLevel = (typeof reviewLevels)[number]
export type ReviewOpinion = (typeof reviewOpinions)[number]
export type ReviewState = (typeof reviewStates)[number]

/** A review that was given on a version. */
export interface GivenReview {
  level: ReviewLevel
  opinion: ReviewOpinion
  /** Null where the opinion was taken over from paper. */
  reviewerId: string | null
  reviewedAt: Date
}

/** The level at which an account reviews: a county officer for the county, whoever else may for the city. */
export const levelOf = ({ role }: { role: string }): ReviewLevel => (role === 'county_officer' ? 'county' : 'city')

export const agrees = (opinion: ReviewOpinion): boolean => opinion !== 'returned'

/**
 * Where a version stands with the bureaus and since when: from its publication it waits for the county, from the county's
 * agreement for the city. A return by either ends it: the correction is a new version and waits for the county again.
 * Source: city rule 三（三）3; annex 2, part 五
 */
export function reviewState(publishedAt: Date, reviews: readonly GivenReview[]): { state: ReviewState; since: Date } {
  const returned = reviews.find(({ opinion }) => !agrees(opinion))
  if (returned) return { state: 'returned', since: returned.reviewedAt }
  const city = reviews.find(({ level }) => level === 'city')
  if (city) return { state: 'agreed', since: city.reviewedAt }
  const county = reviews.find(({ level }) => level === 'county')
  return county ? { state: 'waiting_city', since: county.reviewedAt } : { state: 'waiting_county', since: publishedAt }
}

export type ReviewBar =
  | 'not_in_force'
  | 'returned_already'
  | 'county_first'
  | 'agreed_already'
  | 'same_person'
  | 'doubts_open'
  | 'doubts_rejected'

/** What a review is about to say, and what it stands on. */
export interface IntendedReview {
  level: ReviewLevel
  opinion: ReviewOpinion
  reviewerId: string
  isInForce: boolean
  /** Unusual values that nobody has looked at, and such whose explanation was rejected. */
  openDoubts: number
  rejectedDoubts: number
}

/**
 * Why a review may not be given; undefined when it may. Who has agreed may still return the version (something came out
 * later), but a returned one can't be agreed by anybody: that takes a new version.
 */
export function barToReview(given: readonly GivenReview[], review: IntendedReview): ReviewBar | undefined {
  if (!review.isInForce) return 'not_in_force'
  if (given.some(({ opinion }) => !agrees(opinion))) return 'returned_already'
  if (review.level === 'city' && !given.some(({ level }) => level === 'county')) return 'county_first'
  if (given.some(({ level, reviewerId }) => level !== review.level && reviewerId === review.reviewerId))
    return 'same_person'
  if (!agrees(review.opinion)) return undefined
  if (given.some(({ level }) => level === review.level)) return 'agreed_already'
  if (review.openDoubts > 0) return 'doubts_open'
  return review.rejectedDoubts > 0 ? 'doubts_rejected' : undefined
}
