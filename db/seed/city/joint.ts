import type { Case } from '#db/seed/city/cases/model.ts'
import type { City } from '#db/seed/city/city.ts'
import { addDays, daysBetween } from '#db/seed/days.ts'
import { Random } from '#db/seed/random.ts'

export interface SeedReferral {
  id: number
  found: Case
  kind: 'detention' | 'criminal'
  /** Days from the proposal to each step; what lies ahead of today has not happened. */
  proposedOn: string
  outcome: 'accepted' | 'refused'
  /** How many steps were taken so far: decided, sent, received, answered, closed. */
  steps: number
  isLate: boolean
  /** The police took seven days instead of three. */
  isExtended: boolean
}

export const referralSteps = ['decided', 'sent', 'received', 'answered', 'closed'] as const

/** The case's own words say that it was transferred; two of the newest are not recorded yet, and stand on the list of what was left. */
export function makeReferrals({ cases, today }: Pick<City, 'cases' | 'today'>): {
  referrals: SeedReferral[]
  left: Case[]
} {
  const said = cases
    .filter(
      ({ decidedOn, state }) =>
        state === 'published' && daysBetween(decidedOn, today) <= 729 && decidedOn < addDays(today, -5),
    )
    .flatMap((found) => kindsOf(found).map((kind) => ({ found, kind })))
    .sort((a, b) => a.found.decidedOn.localeCompare(b.found.decidedOn) || a.found.id - b.found.id)
  const left = said.slice(-3, -1)
  const registered = said.filter((one) => !left.includes(one))
  // The newest crime is with the police too.
  const crime = registered.findLastIndex(({ kind }) => kind === 'criminal')
  if (crime >= 0) registered.splice(Math.max(0, registered.length - 4), 0, ...registered.splice(crime, 1))
  const referrals = registered.map(({ found, kind }, n): SeedReferral => {
    const random = new Random('referral', found.id, kind)
    const age = daysBetween(found.decidedOn, today)
    const open = underWay[n - registered.length + underWay.length]
    return {
      ...{ id: n + 1, found, kind },
      proposedOn: open ? addDays(today, -open.days) : addDays(found.decidedOn, 1),
      outcome: random.chance(0.15) ? 'refused' : 'accepted',
      steps: open?.steps ?? (age > 60 ? 5 : age > 20 ? 4 : 3),
      isLate: !open && random.chance(0.2),
      isExtended: open?.steps === 3 && kind === 'criminal',
    }
  })
  return { referrals, left: left.map(({ found }) => found) }
}

/** The newest are under way: two with the police, then sent, decided, proposed. */
const underWay = [
  { days: 16, steps: 3 },
  { days: 8, steps: 3 },
  { days: 7, steps: 2 },
  { days: 2, steps: 1 },
  { days: 1, steps: 0 },
]

const kindsOf = ({ measures }: Case) =>
  (['detention', 'criminal'] as const).filter((kind) => measures.some((measure) => measure.kind === `${kind}_transfer`))
