import type { DraftForm, FormOutlet } from '#domain/disclosure/queries/draft-form.ts'
import { outletKey, type RowField, rowKey } from '#domain/disclosure/rules/form.ts'
import type { FieldProblem } from '#platform/errors.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { fieldName, problemText, rowFieldLabel } from '#src/i18n/messages/disclosure-problems.ts'
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
 * The same for the summary: each line says which outlet and factor it is about; what is merely missing is one line for each
 * row. Only fields of the outlets that are on the page can be led to.
 */
export function namedProblems(
  form: DraftForm,
  locale: Locale,
  problems: readonly FieldProblem[],
  onPage: ReadonlySet<FormOutlet>,
): FieldProblem[] {
  const places = placesOf(form, locale, onPage)
  const missing = new Set(form.checked.problems.filter(({ kind }) => kind === 'missing').map(({ field }) => field))
  const lines = new Map<string, { problem: FieldProblem; names: string[] }>()
  for (const { field, message } of problems) {
    const [key = '', name = ''] = field.split('.')
    const place = places.get(key)
    const isMissing = missing.has(field)
    const line = lines.get(isMissing ? key : `${field} ${message}`)
    if (isMissing && line) line.names.push(place?.label(name) ?? name)
    else if (!place) lines.set(`${field} ${message}`, { problem: { field, message }, names: [] })
    else {
      const words = isMissing ? '' : `${place.label(name)}${filingMessages[locale].colon}${message}`
      const problem = { field: place.isOnPage ? field : '', message: `${place.name} · ${words}` }
      lines.set(isMissing ? key : `${field} ${message}`, { problem, names: isMissing ? [place.label(name)] : [] })
    }
  }
  const named = [...lines.values()].map(({ problem, names }) =>
    names.length === 0
      ? problem
      : { ...problem, message: problem.message + filingMessages[locale].stillMissing(names) },
  )
  const more = named.length - mostNamed
  return more > 0
    ? [...named.slice(0, mostNamed), { field: '', message: filingMessages[locale].moreProblems(more) }]
    : named
}

interface Place {
  name: string
  isOnPage: boolean
  label(field: string): string
}

function placesOf({ outlets }: DraftForm, locale: Locale, onPage: ReadonlySet<FormOutlet>): Map<string, Place> {
  const places = new Map<string, Place>()
  for (const outlet of outlets) {
    const isOnPage = onPage.has(outlet)
    places.set(outletKey(outlet.id), { name: outlet.code, isOnPage, label: (field) => fieldName(locale, field) })
    for (const row of outlet.rows) {
      const factor = locale === 'zh' ? row.factorNameZh : row.factorNameEn
      const label = (field: string) => rowFieldLabel(locale, field as RowField, row.context.unit)
      places.set(rowKey(row.context), { name: `${outlet.code} ${factor}`, isOnPage, label })
    }
  }
  return places
}

/** More lines than this help nobody; each field still says its own. */
const mostNamed = 60
