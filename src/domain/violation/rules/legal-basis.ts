import type { sourceMarks } from '#db/vocabulary.ts'
import type { ViolationCategory } from '#domain/violation/rules/persons.ts'
import reference from '../../../../content/reference/legal-bases.json' with { type: 'json' }

export interface LegalBasis {
  code: string
  text: string
  textEn: string
  categories: ViolationCategory[]
  /** Lowest and highest fine in yuan, where the clause sets one. */
  fineYuan: [number, number] | null
  validFrom: string
  /** The first day on which it no longer holds. */
  validTo: string | null
  mark: (typeof sourceMarks)[number]
}

/** The clauses that a decision names, with the days in which they hold (content/reference/legal-bases.json). */
export const legalBases = reference.bases as LegalBasis[]

export const basisOf = (code: string): LegalBasis | undefined => legalBases.find((basis) => basis.code === code)

/** Does the clause hold on this day? The law of the day of the act decides (生态环境法典 第一千零五十七条). */
export const holdsOn = ({ validFrom, validTo }: LegalBasis, day: string): boolean =>
  validFrom <= day && (validTo === null || day < validTo)

/** The legal basis as the decision's record gives it: the clauses picked, then the free text. */
export function basisText({ bases, basisText: free }: { bases: readonly string[]; basisText: string }): string {
  return [...bases.flatMap((code) => basisOf(code)?.text ?? []), free].filter(Boolean).join('；')
}
