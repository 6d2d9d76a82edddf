import type { reportKinds, violationCategories } from '#db/vocabulary.ts'

type Kind = (typeof reportKinds)[number]
type Category = (typeof violationCategories)[number]

const same: Partial<Record<Kind, Category>> = {
  stealth_discharge: 'stealth_discharge',
  falsified_data: 'falsified_data',
  abnormal_operation: 'abnormal_operation',
  serious_exceedance: 'serious_exceedance',
  unpermitted_discharge: 'unpermitted_discharge',
  disclosure_failure: 'disclosure_failure',
  obstruction: 'obstruction',
}

/** The category under which a case that begins with a report is drafted; the drafter may change it. */
export const caseCategoryOf = (kind: Kind): Category => same[kind] ?? 'other'
