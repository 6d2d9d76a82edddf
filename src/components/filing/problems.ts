import type { DraftForm } from '#domain/disclosure/queries/draft-form.ts'
import { outletKey, type RowField, rowKey } from '#domain/disclosure/rules/form.ts'
import { groupSpec } from '#domain/disclosure/rules/items/groups.ts'
import { hasAnything, itemKey, parseItemField } from '#domain/disclosure/rules/items/item.ts'
import type { FormPart } from '#domain/disclosure/rules/items/spec.ts'
import type { FieldProblem } from '#platform/errors.ts'
import { type PartPage, pagesOf, partAddress } from '#src/components/filing/parts.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { fieldName, problemText, rowFieldLabel } from '#src/i18n/messages/disclosure-problems.ts'
import { filingMessages } from '#src/i18n/messages/filing.ts'
import { groupFieldLabel, groupLabel, partName } from '#src/i18n/messages/form-groups.ts'

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

export type NamedProblem = FieldProblem & { href?: string | undefined }

/** The page on which a summary stands. */
export interface Here {
  /** Address of the year: `/filing/2026`. */
  year: string
  part?: FormPart
  /** From 0. */
  page?: number
}

/**
 * The same for the summary: each line says what it is about and leads to the field, on whatever page that is; what is merely
 * missing is one line for each row and item.
 */
export function namedProblems(
  form: DraftForm,
  locale: Locale,
  problems: readonly FieldProblem[],
  here: Here,
): NamedProblem[] {
  const say = filingMessages[locale]
  const placeOf = places(form, locale)
  const missing = new Set(form.checked.problems.filter(({ kind }) => kind === 'missing').map(({ field }) => field))
  const lines = new Map<string, { problem: NamedProblem; names: string[] }>()
  for (const { field, message } of problems) {
    const place = field ? placeOf(field) : undefined
    const isMissing = missing.has(field)
    const line = isMissing ? lines.get(place?.key ?? field) : undefined
    if (line && place) line.names.push(place.label)
    else if (!place) lines.set(`${field} ${message}`, { problem: { field, message }, names: [] })
    else {
      const words = isMissing ? '' : `${place.label}${say.colon}${message}`
      const problem = { field, message: `${place.name} · ${words}`, href: addressOf(field, place, here) }
      lines.set(isMissing ? place.key : `${field} ${message}`, { problem, names: isMissing ? [place.label] : [] })
    }
  }
  const named = [...lines.values()].map(({ problem, names }) =>
    names.length === 0 ? problem : { ...problem, message: problem.message + say.stillMissing(names) },
  )
  const more = named.length - mostNamed
  return more > 0 ? [...named.slice(0, mostNamed), { field: '', message: say.moreProblems(more) }] : named
}

function addressOf(field: string, { part, page }: Place, here: Here): string {
  const isHere = part === here.part && page === (here.page ?? 0)
  return `${isHere ? '' : partAddress(here.year, part, page, { check: '1' })}#field-${field}`
}

interface Place {
  /** Outlet, row or item: what is missing there is one line. */
  key: string
  name: string
  part: FormPart
  page: number
  label: string
}

/** Where each field stands, and what a message calls it. */
function places(form: DraftForm, locale: Locale): (field: string) => Place | undefined {
  const pages = pagesOf('discharge', form.outlets)
  const rows = rowPlaces(pages, locale)
  const numbers = itemNumbers(form)
  return (field) => {
    const parsed = parseItemField(field)
    const [key = '', name = ''] = field.split('.')
    if (!parsed) {
      const row = rows.get(key)
      return row && { key, name: row.name, part: 'discharge', page: row.page, label: row.label(name) }
    }
    const { group, item } = parsed
    const spec = groupSpec(group)
    const outlet = spec.ofOutlets ? rows.get(outletKey(item)) : undefined
    const number = spec.repeated ? ` ${numbers.get(itemKey(parsed)) ?? ''}`.trimEnd() : ''
    return {
      key,
      name: outlet ? outlet.name : `${partName(locale, spec.part)} · ${groupLabel(locale, group)}${number}`,
      part: spec.part,
      page: outlet?.page ?? 0,
      label: groupFieldLabel(locale, group, parsed.field),
    }
  }
}

/** The how-manieth of its group each item is. */
export function itemNumbers({ items }: Pick<DraftForm, 'items'>): Map<string, number> {
  const counts = new Map<string, number>()
  return new Map(
    items.filter(hasAnything).map((item): [string, number] => {
      const number = (counts.get(item.group) ?? 0) + 1
      counts.set(item.group, number)
      return [itemKey(item), number]
    }),
  )
}

function rowPlaces(pages: readonly PartPage[], locale: Locale) {
  const found = new Map<string, { name: string; page: number; label(field: string): string }>()
  for (const [page, { outlets }] of pages.entries()) {
    for (const outlet of outlets) {
      found.set(outletKey(outlet.id), { name: outlet.code, page, label: (field) => fieldName(locale, field) })
      for (const row of outlet.rows) {
        const factor = locale === 'zh' ? row.factorNameZh : row.factorNameEn
        const label = (field: string) => rowFieldLabel(locale, field as RowField, row.context.unit)
        found.set(rowKey(row.context), { name: `${outlet.code} ${factor}`, page, label })
      }
    }
  }
  return found
}

/** More lines than this help nobody; each field still says its own. */
const mostNamed = 60
