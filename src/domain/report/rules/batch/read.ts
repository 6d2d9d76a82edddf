import { reportKinds } from '#db/vocabulary.ts'
import { type AssociationReport, associationReport } from '#domain/report/input/association.ts'
import { type BatchField, batchColumns } from '#domain/report/rules/batch/columns.ts'
import { placeOf } from '#domain/report/rules/where.ts'
import { readWorkbook } from '#platform/sheet/read.ts'
import { type Cell, columnLetter, type Sheet, type SheetRow, UnreadableFile } from '#platform/sheet/sheet.ts'
import { inOneLanguage, type Locale } from '#src/i18n/locale.ts'
import { reportBatchMessages } from '#src/i18n/messages/report-batch.ts'
import { unreadableText } from '#src/i18n/messages/unreadable.ts'
import { term } from '#src/i18n/terms.ts'

export const mostRows = 200

/** What is wrong at a place of the sheet; nothing is sent while there is one. */
export interface BatchFinding {
  line: number | null
  column: string | null
  given: string | null
  message: string
}

export interface BatchRow {
  line: number
  /** The association's own number for it, that receipts can be told apart; not kept. */
  reference: string
  report: AssociationReport
}

/** Reads an association's sheet (CSV or XLSX): finds its header by name, reads each line. Never throws for what is in the file. */
export async function readBatch(
  bytes: Uint8Array,
  locale: Locale,
): Promise<{ rows: BatchRow[]; findings: BatchFinding[] }> {
  const say = reportBatchMessages[locale]
  let sheets: readonly Sheet[]
  try {
    sheets = (await readWorkbook(bytes)).sheets
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { rows: [], findings: [ofFile(unreadableText(error.reason, locale))] }
  }
  const header = sheets.flatMap(headersOf)[0]
  if (!header) return { rows: [], findings: [ofFile(say.noHeader)] }
  const lines = header.sheet.rows.slice(header.at + 1).filter(({ cells }) => cells.some((cell) => textOf(cell) !== ''))
  if (lines.length === 0) return { rows: [], findings: [ofFile(say.noRows)] }
  if (lines.length > mostRows) return { rows: [], findings: [ofFile(say.tooMany(lines.length, mostRows))] }
  const rows: BatchRow[] = []
  const findings: BatchFinding[] = []
  for (const line of lines) {
    const read = readLine(line, header.columns, locale)
    if ('row' in read) rows.push(read.row)
    else findings.push(...read.findings)
  }
  return { rows, findings }
}

type Columns = ReadonlyMap<BatchField, number>

/** The first line that names the facts; other columns are passed over. */
function headersOf(sheet: Sheet): { sheet: Sheet; at: number; columns: Columns }[] {
  for (const [at, { cells }] of sheet.rows.slice(0, 20).entries()) {
    const columns = new Map<BatchField, number>()
    for (const [index, cell] of cells.entries()) {
      const name = plain(textOf(cell))
        .toLowerCase()
        .replace(/[\s（(].*$/, '')
      const field = batchColumns.find(({ names }) => (names as readonly string[]).includes(name))?.field
      if (field && !columns.has(field)) columns.set(field, index)
    }
    if (columns.has('words')) return [{ sheet, at, columns }]
  }
  return []
}

function readLine(line: SheetRow, columns: Columns, locale: Locale): { row: BatchRow } | { findings: BatchFinding[] } {
  const cell = (field: BatchField) => line.cells[columns.get(field) ?? -1] ?? null
  const text = (field: BatchField) => textOf(cell(field))
  const findings: BatchFinding[] = []
  const refuse = (field: BatchField, message: string) => {
    const index = columns.get(field)
    findings.push({
      line: line.line,
      column: index === undefined ? null : columnLetter(index),
      given: text(field).slice(0, 80) || null,
      message: inOneLanguage(locale, message),
    })
  }
  const say = reportBatchMessages[locale]
  const kind = kindOf(text('kind'))
  if (!kind) refuse('kind', say.unknownKind(reportKinds.map((each) => term(locale, 'reportKind', each)).join('、')))
  const wantsCredit = markOf(text('wantsCredit'))
  if (wantsCredit === undefined) refuse('wantsCredit', say.unknownMark)
  const parsed = associationReport.safeParse({
    kind,
    words: text('words'),
    place: text('place'),
    seen: text('seen'),
    enterprise: text('enterprise'),
    longitudeDeg: degreesOf(cell('longitudeDeg')),
    latitudeDeg: degreesOf(cell('latitudeDeg')),
    wantsCredit: wantsCredit ?? false,
  })
  if (!parsed.success)
    for (const { path, message } of parsed.error.issues) {
      const field = String(path[0]) as BatchField
      if (field !== 'kind') refuse(field, message)
    }
  if (parsed.success && findings.length === 0) {
    const { longitudeDeg, latitudeDeg } = parsed.data
    const place = longitudeDeg === null || latitudeDeg === null ? undefined : placeOf({ longitudeDeg, latitudeDeg })
    if (place?.kind === 'elsewhere') refuse('longitudeDeg', say.elsewhere(place.telephones.join('、')))
  }
  if (!parsed.success || findings.length > 0) return { findings }
  return { row: { line: line.line, reference: text('reference').slice(0, 80), report: parsed.data } }
}

/** By its word in either language or by its code; blank is `other`. */
function kindOf(word: string): (typeof reportKinds)[number] | undefined {
  if (word === '') return 'other'
  const asked = plain(word).toLowerCase()
  return reportKinds.find((kind) =>
    [kind, term('zh', 'reportKind', kind), term('en', 'reportKind', kind)].some(
      (name) => plain(name).toLowerCase() === asked,
    ),
  )
}

const yes = ['是', '愿意', '公开', 'yes', 'y', 'true', '1', '√']
const no = ['', '否', '不', '不公开', 'no', 'n', 'false', '0', '×']
const markOf = (word: string) =>
  yes.includes(plain(word).toLowerCase()) ? true : no.includes(plain(word).toLowerCase()) ? false : undefined

/** Null where nothing stands; what is no number is given on, so that it is refused at its cell. */
function degreesOf(cell: Cell): number | null {
  if (typeof cell === 'number') return cell
  const text = plain(textOf(cell))
  return text === '' ? null : /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
}

/** As it stands there: what somebody wrote is not changed. */
const textOf = (cell: Cell | undefined): string => {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  return (
    typeof cell === 'string' ? cell : typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
  ).trim()
}
/** For what is compared or counted: full width signs as plain ones. */
const plain = (text: string) => text.normalize('NFKC').trim()

const ofFile = (message: string): BatchFinding => ({ line: null, column: null, given: null, message })
