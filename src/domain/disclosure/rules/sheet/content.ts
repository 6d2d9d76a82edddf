import type { CheckedForm } from '#domain/disclosure/rules/check.ts'
import type { Problem, ProblemCode } from '#domain/disclosure/rules/form.ts'
import type { Conflict, TypedFields } from '#domain/disclosure/rules/merge.ts'
import type { SheetFinding } from '#domain/disclosure/rules/sheet/finding.ts'
import { aboutFile } from '#domain/disclosure/rules/sheet/locate.ts'
import type { SheetPlace } from '#domain/disclosure/rules/sheet/read.ts'
import { wordsOf } from '#domain/disclosure/rules/sheet/words.ts'

/** What cannot be read as what the field asks for. The rest of what may be wrong is the draft's, not the file's. */
const unreadable: ReadonlySet<ProblemCode> = new Set([
  'choice_unknown',
  'no_number',
  'comma',
  'not_exact',
  'unit',
  'dash',
  'not_whole',
  'no_plain_number',
  'no_whole_number',
  'out_of_range',
  'no_coordinate',
  'other_axis',
  'not_yes_no',
  'one_line',
  'date_unreadable',
  'date_ambiguous',
  'date_impossible',
  'factor_unknown',
  'outlet_unknown',
  'facility_unknown',
  'too_many_items',
])

/**
 * What the form's checks say of the file's cells. What the file brings and cannot be read refuses it; what is possible but
 * unlikely, and what stood in the draft already, is only shown. What is merely missing is not spoken of: a draft may be unfinished.
 */
export function contentFindings(
  checked: CheckedForm,
  changed: TypedFields,
  places: ReadonlyMap<string, SheetPlace>,
): SheetFinding[] {
  const seen = new Set<string>()
  return checked.problems.flatMap((problem): SheetFinding[] => {
    const key = `${problem.field} ${problem.code}`
    if (problem.kind === 'missing' || seen.has(key)) return []
    seen.add(key)
    return [finding(problem, changed, places)]
  })
}

function finding(
  { field, code, given = {} }: Problem,
  changed: TypedFields,
  places: ReadonlyMap<string, SheetPlace>,
): SheetFinding {
  const isOfFile = Object.hasOwn(changed, field) || (code === 'too_many_items' && hasChangeIn(field, changed))
  const choices = code === 'choice_unknown' ? wordsOf(field) : undefined
  return {
    ...placeOf(field, places),
    severity: unreadable.has(code) && isOfFile ? 'refuse' : 'look',
    code,
    given: {
      ...given,
      ...(choices ? { allowedZh: inWords(choices, 'zh'), allowedEn: inWords(choices, 'en') } : {}),
    },
  }
}

const inWords = ({ codes, word }: NonNullable<ReturnType<typeof wordsOf>>, locale: 'zh' | 'en') =>
  codes.map((code) => word(locale, code)).join(locale === 'zh' ? '、' : ', ')

const hasChangeIn = (field: string, changed: TypedFields) =>
  Object.keys(changed).some((name) => name.split('_', 1)[0] === field.split('_', 1)[0])

/** Where two changed the same: nothing is saved until somebody decides. */
export const conflictFindings = (
  conflicts: readonly Conflict[],
  places: ReadonlyMap<string, SheetPlace>,
): SheetFinding[] =>
  conflicts.map(({ field, theirs, mine }) => ({
    ...placeOf(field, places),
    severity: 'refuse',
    code: 'edited_by_another',
    given: { theirs, mine },
  }))

function placeOf(field: string, places: ReadonlyMap<string, SheetPlace>) {
  const place = places.get(field)
  return place ?? { ...aboutFile, label: field }
}
