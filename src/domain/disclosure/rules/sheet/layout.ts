import { reportedYear } from '#domain/disclosure/rules/deadline.ts'
import { identityCode, type SheetIdentity } from '#domain/disclosure/rules/sheet/identity.ts'
import { columnMark } from '#domain/disclosure/rules/sheet/locate.ts'
import type { FormSheet } from '#domain/disclosure/rules/sheet/plan.ts'
import type { PlannedCell, PlannedSheet } from '#platform/sheet/form-workbook.ts'
import { formatTime } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { sheetFormMessages } from '#src/i18n/messages/sheet-form.ts'

const markLine = 3
const headLine = 4

/** Title, how to fill in, the marks of the columns (not shown), the head, the rows. */
export function formSheet(plan: FormSheet, name: string, locale: Locale): PlannedSheet {
  const { columns, rows } = plan
  const firstShown = columns.findIndex(({ isHidden }) => !isHidden)
  const line = (text: string, look: 'title' | 'note'): PlannedCell[] => [
    ...columns.slice(0, firstShown).map((): PlannedCell => ({ value: null })),
    { value: text, look },
  ]
  const firstLine = headLine + 1
  const lastLine = headLine + rows.length
  return {
    name,
    columns: columns.map(({ width, isHidden = false }) => ({ width, isHidden })),
    rows: [
      line(name, 'title'),
      line(noteOf(plan, locale), 'note'),
      columns.map(({ id }): PlannedCell => ({ value: columnMark(plan.id, id), look: 'note' })),
      columns.map(({ head }): PlannedCell => ({ value: head, look: 'head' })),
      ...rows.map(({ cells }) =>
        columns.map(({ id, isAsked }): PlannedCell => {
          const cell = cells[id]
          return { value: cell?.text ?? '', look: !isAsked ? 'given' : cell?.isAsked ? 'asked' : 'unasked' }
        }),
      ),
    ],
    hiddenRows: [markLine],
    frozen: { rows: headLine, columns: columns.findIndex(({ isAsked }) => isAsked) > 4 ? 4 : frozenColumns(plan) },
    lists: columns
      .flatMap(({ words }, column) =>
        words && rows.length > 0 ? [{ column, fromLine: firstLine, toLine: lastLine, words }] : [],
      )
      .concat(pairLists(plan, firstLine)),
  }
}

/** What tells the rows apart stays in sight. */
const frozenColumns = ({ columns, keys }: FormSheet) =>
  keys[0] === 'field'
    ? 2
    : Math.max(
        1,
        columns.findIndex(({ isAsked }) => isAsked),
      )

/** In a sheet of pairs each line has its own choices. */
function pairLists({ rows, columns }: FormSheet, firstLine: number) {
  const column = columns.findIndex(({ id }) => id === 'value')
  return rows.flatMap(({ words }, i) =>
    column >= 0 && words ? [{ column, fromLine: firstLine + i, toLine: firstLine + i, words }] : [],
  )
}

function noteOf({ id, keys }: FormSheet, locale: Locale): string {
  const say = sheetFormMessages[locale]
  if (id === 'rows') return say.rowsNote
  if (id === 'outlets') return say.outletsNote
  return keys[0] === 'field' ? say.pairsNote : say.tableNote
}

export interface Cover {
  locale: Locale
  enterpriseName: string
  version: number
  identity: SheetIdentity
  now: Date
  /** Of the other sheets. */
  names: readonly string[]
}

/** What the workbook is, for whom, how it is filled in, and the line by which it is known again. */
export function coverSheet({ locale, enterpriseName, version, identity, now, names }: Cover): PlannedSheet {
  const say = sheetFormMessages[locale]
  const { year, creditCode, revision } = identity
  const pair = (label: string, value: string): PlannedCell[] => [
    { value: label, look: 'head' },
    { value, look: 'given' },
  ]
  const words = (text: string): PlannedCell[] => [{ value: text, look: 'note' }]
  return {
    name: say.coverSheet,
    columns: [{ width: 30 }, { width: 96 }],
    rows: [
      [{ value: say.coverTitle(year), look: 'title' }],
      [],
      pair(say.enterprise, enterpriseName),
      pair(say.creditCode, creditCode),
      pair(say.year, String(year)),
      pair(say.describes, say.describesYear(reportedYear(year))),
      pair(say.version, say.versionIs(version, revision)),
      pair(say.downloaded, formatTime(locale, now)),
      [],
      [{ value: say.howTo, look: 'head' }],
      ...[say.how1, say.how2, say.how3, say.how4, say.how5, say.how6].map(words),
      [],
      [{ value: say.sheets, look: 'head' }],
      ...names.map(words),
      [],
      pair(say.identity, identityCode(identity)),
    ],
  }
}
