import type { referralKinds, referralStates } from '#db/vocabulary.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { addWorkdays, isWorkday } from '#platform/workdays.ts'
import type { Locale } from '#src/i18n/locale.ts'
import reference from '../../../../content/reference/referral-terms.json' with { type: 'json' }

export type ReferralState = (typeof referralStates)[number]
export type ReferralKind = (typeof referralKinds)[number]
export type ReferralStep =
  | 'decided'
  | 'not_transferred'
  | 'sent'
  | 'copied'
  | 'received'
  | 'more_asked'
  | 'accepted'
  | 'refused'
  | 'review_asked'
  | 'closed'

/** 移送〔2026〕3 号 */
export const referralNumber = (locale: Locale, { year, no }: { year: number; no: number }): string =>
  locale === 'zh' ? `移送〔${year}〕${no} 号` : `Referral ${year}/${no}`

const steps: Record<ReferralStep, { from: readonly ReferralState[]; to?: ReferralState }> = {
  decided: { from: ['proposed'], to: 'decided' },
  not_transferred: { from: ['proposed'], to: 'not_transferred' },
  sent: { from: ['decided'], to: 'sent' },
  copied: { from: ['decided', 'sent', 'received', 'accepted', 'refused', 'review'] },
  received: { from: ['sent'], to: 'received' },
  more_asked: { from: ['received'] },
  accepted: { from: ['received', 'review'], to: 'accepted' },
  refused: { from: ['received', 'review'], to: 'refused' },
  review_asked: { from: ['refused'], to: 'review' },
  closed: { from: ['accepted', 'refused'], to: 'closed' },
}

export interface ReferralCourse {
  kind: ReferralKind
  state: ReferralState
  proposedAt: Date
  decidedAt: Date | null
  sentAt: Date | null
  copiedAt: Date | null
  receivedAt: Date | null
  /** The term to which the police extended theirs. */
  answerDays: number | null
  answeredAt: Date | null
  reviewAskedAt: Date | null
  reviewedAt: Date | null
}

/**
 * The steps that may follow. A crime is copied to the procuratorate once, and not closed without that copy; a review is asked for
 * once.
 */
export const nextSteps = (course: ReferralCourse): ReferralStep[] =>
  (Object.keys(steps) as ReferralStep[]).filter((step) => {
    if (!steps[step].from.includes(course.state)) return false
    if (step === 'copied') return course.kind === 'criminal' && course.copiedAt === null
    if (step === 'review_asked') return course.kind === 'criminal' && course.reviewedAt === null
    if (step === 'closed') return course.kind === 'detention' || course.copiedAt !== null
    return true
  })

export const stateAfter = (step: ReferralStep, before: ReferralState): ReferralState => steps[step].to ?? before

/** A longer term, and the case for which it is. */
export interface Extension {
  days: number
  ground: string
  groundEn: string
}
interface Clock {
  name: 'decide' | 'send' | 'copy' | 'answer' | 'ask_review' | 'review'
  party: 'bureau' | 'police'
  from: 'proposed' | 'decided' | 'received' | 'refused' | 'review_asked'
  to: 'decided' | 'sent' | 'copied' | 'answered' | 'review_asked' | 'reviewed'
  hours?: number
  days?: number
  dayKind?: 'natural' | 'working'
  extensions?: Extension[]
}
export interface ReferralTerms {
  kind: ReferralKind
  validFrom: string
  basis: string
  basisEn: string
  clocks: Clock[]
}

/** content/reference/referral-terms.json: the terms of a kind on the day on which the transfer was proposed. */
export function referralTermsOn(kind: ReferralKind, day: string): ReferralTerms {
  const sets = (reference.sets as ReferralTerms[]).filter((set) => set.kind === kind)
  return sets.findLast(({ validFrom }) => validFrom <= day) ?? (sets[0] as ReferralTerms)
}

export type ReferralStanding = 'waiting' | 'overdue' | 'in_time' | 'late'
export interface RunningClock {
  name: Clock['name']
  party: Clock['party']
  dueAt: Date
  doneAt: Date | null
  standing: ReferralStanding
  /** To which it may still be extended. */
  extensions: Extension[]
}

/**
 * The clocks that run or ran, in the order of the course. Hours run through; a day ends at 24:00; natural days do not count the first
 * and move a last one that is no working day to the next.
 */
export function referralClocks(course: ReferralCourse, now: Date): RunningClock[] {
  const { clocks } = referralTermsOn(course.kind, cityDate(course.proposedAt))
  const began: Record<Clock['from'], Date | null> = {
    proposed: course.proposedAt,
    decided: course.state === 'not_transferred' ? null : course.decidedAt,
    received: course.receivedAt,
    // Only a refusal opens the way to a review, once.
    refused: course.state === 'refused' || course.reviewAskedAt ? course.answeredAt : null,
    review_asked: course.reviewAskedAt,
  }
  const done: Record<Clock['to'], Date | null> = {
    decided: course.decidedAt,
    sent: course.sentAt,
    copied: course.copiedAt,
    answered: course.answeredAt,
    review_asked: course.reviewAskedAt,
    reviewed: course.reviewedAt,
  }
  return clocks.flatMap((clock) => {
    const from = began[clock.from]
    if (!from) return []
    const days = (clock.name === 'answer' && course.answerDays) || clock.days
    const dueAt = dueOf(from, { ...clock, ...(days && { days }) })
    const doneAt = done[clock.to]
    const standing: ReferralStanding = doneAt
      ? doneAt > dueAt
        ? 'late'
        : 'in_time'
      : now > dueAt
        ? 'overdue'
        : 'waiting'
    const extensions = doneAt ? [] : (clock.extensions ?? []).filter((longer) => longer.days > (days ?? 0))
    return [{ name: clock.name, party: clock.party, dueAt, doneAt, standing, extensions }]
  })
}

/**
 * 延长: the police's clock and the longer terms left to it. Each is taken once, from short to long, counted from the receipt as the
 * first term is; undefined where none is left, of a detention, and before the receipt or after the answer.
 */
export const extendable = (course: ReferralCourse, now: Date): RunningClock | undefined =>
  course.state === 'received'
    ? referralClocks(course, now).find(({ name, extensions }) => name === 'answer' && extensions.length > 0)
    : undefined

function dueOf(from: Date, { hours, days = 0, dayKind }: Clock): Date {
  if (hours !== undefined) return new Date(from.getTime() + hours * 3_600_000)
  const first = cityDate(from)
  const last = dayKind === 'working' ? addWorkdays(first, days) : onWorkday(addDays(first, days))
  return new Date(`${last}T23:59:59.999+08:00`)
}

const onWorkday = (day: string): string => (isWorkday(day) ? day : addWorkdays(day, 1))
