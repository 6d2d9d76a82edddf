import type { DraftForm, FormOutlet } from '#domain/disclosure/queries/draft-form.ts'
import { outletKey, rowKey } from '#domain/disclosure/rules/form.ts'
import type { FieldProblem } from '#platform/errors.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { fieldName, problemText } from '#src/i18n/messages/disclosure-problems.ts'
import { filingMessages } from '#src/i18n/messages/filing.ts'

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

/**
 * The same for the summary: each line says which outlet, factor and field it is about. Only fields of the outlets that are
 * on the page can be led to.
 */
export function namedProblems(
  { outlets }: DraftForm,
  locale: Locale,
  problems: readonly FieldProblem[],
  onPage: ReadonlySet<FormOutlet>,
): FieldProblem[] {
  const names = new Map<string, { where: string; isOnPage: boolean }>()
  for (const outlet of outlets) {
    const isOnPage = onPage.has(outlet)
    names.set(outletKey(outlet.id), { where: outlet.code, isOnPage })
    for (const row of outlet.rows) {
      const factor = locale === 'zh' ? row.factorNameZh : row.factorNameEn
      names.set(rowKey(row.context), { where: `${outlet.code} ${factor}`, isOnPage })
    }
  }
  const named = problems.slice(0, mostNamed).map(({ field, message }) => {
    const [key = '', name = ''] = field.split('.')
    const found = names.get(key)
    if (!found) return { field, message }
    const words = `${found.where} · ${fieldName(locale, name)}${locale === 'zh' ? '：' : ': '}${message}`
    return { field: found.isOnPage ? field : '', message: words }
  })
  const more = problems.length - mostNamed
  return more > 0 ? [...named, { field: '', message: filingMessages[locale].moreProblems(more) }] : named
}

/** More lines than this help nobody; each field still says its own. */
const mostNamed = 60
