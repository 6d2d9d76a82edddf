import type { correctionFields } from '#db/vocabulary.ts'

export type CorrectionField = (typeof correctionFields)[number]

/** A person's name that stood there wrongly is not shown a second time; the right one stands in the record by its own rule. */
export const ofPersons: readonly CorrectionField[] = ['legalRepresentative', 'responsiblePersons']

/** Texts that the record can do without. */
const optional: readonly CorrectionField[] = ['titleEn', 'factsEn', 'rectifyBy', ...ofPersons]

/** May be left blank: what stood there is then taken out. */
export const canBeBlank = (field: CorrectionField): boolean => optional.includes(field)

export interface ConfirmedCorrection {
  field: CorrectionField
  before: string
  after: string
  isBeforeShown: boolean
}

/** What the public sees of a correction: before and after, without what must not be shown. */
export function shownCorrection({ field, before, after, isBeforeShown }: ConfirmedCorrection) {
  if (ofPersons.includes(field)) return { field, before: null, after: null }
  return { field, before: isBeforeShown ? before : null, after }
}

/** Does the public learn what stood there before? */
export const isShownBefore = (field: CorrectionField, isAsked: boolean): boolean =>
  isAsked && !ofPersons.includes(field)
