import type { caseStates, punishmentSubjects } from '#db/vocabulary.ts'
import { namedPersons, type Persons, type ViolationCategory } from '#domain/violation/rules/persons.ts'

export type PunishmentSubject = (typeof punishmentSubjects)[number]

export interface LinkedCase extends Persons {
  state: (typeof caseStates)[number]
  category: ViolationCategory
}

/**
 * May this person stand in the list of joint punishments? Only one whom the board names in a published, grave case, in the same
 * part. Source: city rule 五（二）and 五（三）; the rule for names is that of the board (violation, namedPersons).
 */
export function mayBeNamed(subject: PunishmentSubject, name: string, cases: readonly LinkedCase[]): boolean {
  return cases
    .filter(({ state }) => state === 'published')
    .map((found) => namedPersons(found.category, found))
    .some(({ legalRepresentative, responsiblePersons }) =>
      subject === 'legal_representative' ? legalRepresentative === name : responsiblePersons.includes(name),
    )
}
