import reference from '../../../../content/reference/inspection-rules.json' with { type: 'json' }

/** What holds on a day; content/reference/inspection-rules.json. */
export type InspectionTerms = Omit<(typeof reference.sets)[number], 'validTo'> & { validTo: string | null }

export function inspectionTermsOn(day: string): InspectionTerms {
  const sets: InspectionTerms[] = reference.sets
  return sets.findLast(({ validFrom }) => validFrom <= day) ?? (sets[0] as InspectionTerms)
}
