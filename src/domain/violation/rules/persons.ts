import type { violationCategories } from '#db/vocabulary.ts'

export type ViolationCategory = (typeof violationCategories)[number]

/**
 * The categories in which the legal representative and the persons responsible are named in public.
 * Source: city rule 五（二）, names in grave cases; 偷排偷放、数据造假、不正常运行污染防治设施、严重超标排放 are the acts it singles out.
 */
export const graveCategories: readonly ViolationCategory[] = [
  'stealth_discharge',
  'falsified_data',
  'abnormal_operation',
  'serious_exceedance',
]

export interface Persons {
  legalRepresentative: string | null
  responsiblePersons: string[]
}

/** The persons that the public sees: in a grave case those on record, else nobody. Never more than their names. */
export function namedPersons(category: ViolationCategory, onRecord: Persons): Persons {
  return graveCategories.includes(category) ? onRecord : { legalRepresentative: null, responsiblePersons: [] }
}
