import type { CaseContent } from '#domain/violation/rules/draft.ts'
import { namedPersons, type Persons } from '#domain/violation/rules/persons.ts'

/** A published penalty is shown for at most three years from its decision. Source: national rules on credit repair of 2023, public copy. */
export const mostDisplayYears = 3

/** The last day on the board of a case decided on a day. */
export function displayUntil(decidedOn: string): string {
  const [year, month, day] = decidedOn.split('-') as [string, string, string]
  const then = new Date(Date.UTC(Number(year) + mostDisplayYears, Number(month) - 1, Number(day)))
  // 29 February ends on 1 March of a common year: the firm's term is never cut short.
  return then.toISOString().slice(0, 10)
}

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
