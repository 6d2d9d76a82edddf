import type { DraftForm } from '#domain/disclosure/queries/draft-form.ts'
import { outletKey, rowKey } from '#domain/disclosure/rules/form.ts'
import type { FieldProblem } from '#platform/errors.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { fieldName, problemText } from '#src/i18n/messages/disclosure-problems.ts'

/**
 * The messages that stand at the form's fields: what the refusal said, and of the draft itself what is wrong; what is merely
 * not filled in yet only when the whole was checked.
 */
export function shownProblems(
  form: DraftForm,
  locale: Locale,
  refused: readonly FieldProblem[],
  which: 'wrong' | 'all',
): Map<string, string> {
  const shown = new Map<string, string>()
  for (const { field, message } of refused) if (field && !shown.has(field)) shown.set(field, message)
  for (const { field, code, kind, given } of form.checked.problems) {
    if ((which === 'all' || kind !== 'missing') && !shown.has(field)) shown.set(field, problemText(locale, code, given))
  }
  return shown
}

/** The same for the summary: each line says which outlet, factor and field it is about. */
export function namedProblems(
  { outlets }: DraftForm,
  locale: Locale,
  problems: readonly FieldProblem[],
): FieldProblem[] {
  const names = new Map<string, string>()
  for (const { id, code, rows } of outlets) {
    names.set(outletKey(id), code)
    for (const row of rows)
      names.set(rowKey(row.context), `${code} ${locale === 'zh' ? row.factorNameZh : row.factorNameEn}`)
  }
  return problems.map(({ field, message }) => {
    const [key = '', name = ''] = field.split('.')
    const where = names.get(key)
    return {
      field,
      message: where ? `${where} · ${fieldName(locale, name)}${locale === 'zh' ? '：' : ': '}${message}` : message,
    }
  })
}
