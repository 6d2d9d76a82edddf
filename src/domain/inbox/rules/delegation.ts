import { addDays, daysBetween } from '#platform/clock.ts'
import reference from '../../../../content/reference/delegation.json' with { type: 'json' }

/** What holds on a day: how long a delegation may last, and how far ahead it is set up. content/reference/delegation.json */
export function delegationRuleOn(day: string) {
  const set = reference.sets.findLast(({ validFrom }) => validFrom <= day)
  if (!set) throw new RangeError(`no rule of delegations for ${day}`)
  return set
}

/** What an account is, as far as a delegation asks. */
export interface Desk {
  userId: string
  role: string
  regionCode: string | null
  department: string | null
  isOpen: boolean
}

export interface Span {
  fromOn: string
  toOn: string
}

export type DelegationBar =
  | 'self'
  | 'no_officer'
  | 'not_colleague'
  | 'closed'
  | 'turned_round'
  | 'past'
  | 'too_long'
  | 'too_far'
  | 'has_one'
  | 'delegate_away'
  | 'stands_in'

const officers = ['county_officer', 'city_officer']

/** Both take the same work: same role, county and department. */
export const isColleague = (a: Desk, b: Desk): boolean =>
  a.role === b.role && a.regionCode === b.regionCode && a.department === b.department

/**
 * Why a delegation can't be made; undefined when it can. Nobody stands in through another: who is away in those days takes nobody's
 * work, and who took somebody's doesn't hand it on.
 * @param others delegations that were made and not ended
 */
export function barToDelegation(
  { absent, delegate, fromOn, toOn }: { absent: Desk; delegate: Desk } & Span,
  others: readonly ({ absentId: string; delegateId: string } & Span)[],
  today: string,
): DelegationBar | undefined {
  if (absent.userId === delegate.userId) return 'self'
  if (!officers.includes(absent.role)) return 'no_officer'
  if (!delegate.isOpen) return 'closed'
  if (!isColleague(absent, delegate)) return 'not_colleague'
  if (toOn < fromOn) return 'turned_round'
  if (fromOn < today) return 'past'
  const { longestDays, furthestAheadDays } = delegationRuleOn(today)
  if (daysBetween(fromOn, toOn) + 1 > longestDays) return 'too_long'
  if (fromOn > addDays(today, furthestAheadDays)) return 'too_far'
  const meanwhile = others.filter((other) => other.fromOn <= toOn && fromOn <= other.toOn)
  if (meanwhile.some(({ absentId }) => absentId === absent.userId)) return 'has_one'
  if (meanwhile.some(({ absentId }) => absentId === delegate.userId)) return 'delegate_away'
  return meanwhile.some(({ delegateId }) => delegateId === absent.userId) ? 'stands_in' : undefined
}

export type DelegationState = 'coming' | 'holds' | 'over' | 'ended'

/** Where a delegation stands: it begins and ends by itself, or was ended. Its last day is still in it. */
export function delegationState(
  { fromOn, toOn, endedAt }: Span & { endedAt: Date | null },
  today: string,
): DelegationState {
  if (endedAt) return 'ended'
  if (today < fromOn) return 'coming'
  return today <= toOn ? 'holds' : 'over'
}
