import type { EnteredTexts } from '#db/schema/screening.ts'
import { type Conflict, mergeTyped } from '#domain/disclosure/rules/merge.ts'
import { type ScreeningField, screeningFields, standing } from '#domain/screening/rules/fields.ts'

interface Row {
  derived: Readonly<Record<string, { text: string }>>
  entered: EnteredTexts
  screenedOn: string | null
}

/**
 * What a form changes in a line. A field that this person left as it was stays as it is now; one that somebody else changed
 * meanwhile is asked about. The form then comes again with what stands now as `was`; `keep` may give a field up as `theirs`. A text
 * that is the derived one, or is taken out, gives the records their place again.
 */
export function completion(
  row: Row,
  form: {
    was: Readonly<Record<string, string>>
    typed: Readonly<Record<string, string>>
    keep: Readonly<Record<string, string>>
  },
  by: { userId: string; name: string; at: string },
): { entered: EnteredTexts; screenedOn: string | null; changed: ScreeningField[]; conflicts: Conflict[] } {
  const now: Record<string, string> = { ...standing(row.derived, row.entered), screenedOn: row.screenedOn ?? '' }
  const fields = [...screeningFields, 'screenedOn'].filter((field) => form.keep[field] !== 'theirs')
  const mine = Object.fromEntries(fields.map((field) => [field, form.typed[field] ?? '']))
  const { changes: all, conflicts } = mergeTyped(form.was, now, mine)
  const entered: EnteredTexts = { ...row.entered }
  const changed = screeningFields.filter((field) => {
    const text = all[field]
    if (text === undefined) return false
    delete entered[field]
    if (text !== '' && text !== row.derived[field]?.text)
      entered[field] = { text, by: by.userId, byName: by.name, at: by.at }
    return true
  })
  return { entered, screenedOn: (all.screenedOn ?? now.screenedOn) || null, changed, conflicts }
}
