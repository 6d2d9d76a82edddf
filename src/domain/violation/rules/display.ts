import type { CaseContent } from '#domain/violation/rules/draft.ts'
import { namedPersons, type Persons } from '#domain/violation/rules/persons.ts'

/** The persons that stand on the public record: by the rule of names, never a minor; name and position, nothing else. */
export function personsOnRecord({ category, persons }: Pick<CaseContent, 'category' | 'persons'>): Persons {
  const grown = persons.filter(({ isMinor }) => !isMinor)
  return namedPersons(category, {
    legalRepresentative: grown.find(({ kind }) => kind === 'legal_representative')?.name ?? null,
    responsiblePersons: grown
      .filter(({ kind }) => kind === 'responsible')
      .map(({ name, position }) => (position ? `${name}（${position}）` : name)),
  })
}
