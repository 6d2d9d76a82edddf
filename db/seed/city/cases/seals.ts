import { caseRows, referencesOf } from '#db/seed/city/cases/tables.ts'
import type { City } from '#db/seed/city/city.ts'
import type { CopyRow } from '#db/seed/copy.ts'
import { at } from '#db/seed/days.ts'

/** What a removal puts under seal (violation/commands/aftercare/seal.ts; a test compares the parts). */
export function sealRows(city: City): CopyRow[] {
  const records = new Map(caseRows(city).map((row) => [row.id, row]))
  return city.cases.flatMap((given) => {
    const { id, firm, measures, steps, removedOn, removalReason } = given
    if (removedOn === null) return []
    const { searchText: _, ...record } = records.get(id) as CopyRow
    const content = {
      record,
      measures: measures.map((measure) => ({ caseId: id, ...measure })),
      steps: steps.map((step) => ({ caseId: id, ...step })),
      references: referencesOf(given),
      ...Object.fromEntries(without.map((part) => [part, []])),
    }
    return [
      {
        caseId: id,
        enterpriseId: firm?.id,
        reason: removalReason,
        content: JSON.stringify(content),
        sealedAt: at(removedOn, 0, 10),
      },
    ]
  })
}

/** Parts that the cases of the demo city have none of. */
const without = [
  'evidence',
  'revisions',
  'replies',
  'appeals',
  'corrections',
  'repairs',
  'penaltyPeriods',
  'approvals',
  'jointPunishments',
  'punishmentFeedback',
] as const
