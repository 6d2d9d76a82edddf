import { isCodeForm, normaliseCode } from '#domain/enterprise/rules/credit-code.ts'
import { findListHeader, type ListColumn } from '#domain/listing/rules/columns.ts'
import { type ListingKind, readKinds, readMark } from '#domain/listing/rules/kinds.ts'
import type { Finding } from '#platform/sheet/finding.ts'
import { readWorkbook } from '#platform/sheet/read.ts'
import { type Cell, type SheetRow, UnreadableFile } from '#platform/sheet/sheet.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { listingMessages } from '#src/i18n/messages/listing.ts'
import { unreadableText } from '#src/i18n/messages/unreadable.ts'
import { terms } from '#src/i18n/terms.ts'
import { readableText } from '#src/text/plain-text.ts'

export interface ListRow {
  line: number
  creditCode: string
  name: string
  kinds: ListingKind[]
}

/** A list as far as it can be understood without the register. */
export interface ListFile {
  format: string
  sheet: string
  headerLine: number | undefined
  rows: ListRow[]
  columns: ListColumn[]
  findings: Finding[]
}

/** Reads a CSV or XLSX of key polluters: finds sheet and header, reads each line. */
export async function readListFile(bytes: Uint8Array, locale: Locale): Promise<ListFile> {
  const say = listingMessages[locale]
  const nothing = { format: '', sheet: '', headerLine: undefined, rows: [], columns: [] }
  let workbook: Awaited<ReturnType<typeof readWorkbook>>
  try {
    workbook = await readWorkbook(bytes)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { ...nothing, findings: [ofFile(unreadableText(error.reason, locale))] }
  }
  const found = workbook.sheets
    .map((sheet) => ({ sheet, header: findListHeader(sheet.rows) }))
    .find(({ header }) => header !== undefined)
  if (!found?.header) return { ...nothing, format: workbook.format, findings: [ofFile(say.noHeader)] }
  const { sheet, header } = found
  const findings = twice(header.columns, locale)
  const rows: ListRow[] = []
  for (const row of sheet.rows.slice(header.dataFrom)) {
    const read = readRow(row, header.columns, locale)
    if (read.row) rows.push(read.row)
    findings.push(...read.findings)
  }
  if (rows.length === 0 && findings.length === 0) findings.push(ofFile(say.noRows))
  const { columns, line } = header
  return { format: workbook.format, sheet: sheet.name, headerLine: line, rows, columns, findings }
}

/** One firm. A line with neither code nor name is empty or a remark, and is passed over. */
function readRow(row: SheetRow, columns: ListColumn[], locale: Locale): { row?: ListRow; findings: Finding[] } {
  const say = listingMessages[locale]
  const findings: Finding[] = []
  const at = (field: ListColumn['field']) => columns.find((column) => column.field === field)
  const text = (field: ListColumn['field']) => textOf(row.cells[at(field)?.index ?? -1])
  const refuse = (field: ListColumn['field'], message: string, given = text(field)) => {
    const column = at(field)
    const [letter, header] = [column?.letter ?? null, column?.header ?? null]
    findings.push({ severity: 'refuse', line: row.line, column: letter, header, given: given || null, message })
  }
  const creditCode = normaliseCode(text('creditCode'))
  const name = readableText(text('name'))
  if (creditCode === '' && name === '') return { findings }
  if (typeof row.cells[at('creditCode')?.index ?? -1] === 'number') refuse('creditCode', say.codeAsNumber)
  else if (creditCode !== '' && !isCodeForm(creditCode)) refuse('creditCode', say.noCodeForm)

  const allowed = terms(locale, 'listingKind')
    .map(({ label }) => label)
    .join(locale === 'zh' ? '、' : ', ')
  const { kinds, unknown } = readKinds(text('kinds'))
  for (const word of unknown) refuse('kinds', say.unknownKind(allowed), word)
  const ticked = columns.flatMap(({ field }): ListingKind[] => {
    if (field === 'creditCode' || field === 'name' || field === 'kinds') return []
    const mark = readMark(text(field))
    if (mark === undefined) refuse(field, say.unknownMark)
    return mark ? [field] : []
  })
  const all = [...new Set([...kinds, ...ticked])]
  if (all.length === 0 && findings.length === 0) refuse('kinds', say.noKind(allowed))
  return { row: { line: row.line, creditCode, name, kinds: all }, findings }
}

/** Two columns for one thing. */
function twice(columns: ListColumn[], locale: Locale): Finding[] {
  return [...Map.groupBy(columns, ({ field }) => field).values()]
    .filter((same) => same.length > 1)
    .map((same) => ({
      ...ofFile(listingMessages[locale].columnTwice(same.map(({ letter }) => letter).join('、'))),
      header: same[0]?.header ?? null,
    }))
}

const textOf = (cell: Cell | undefined): string =>
  typeof cell === 'string' ? cell.trim() : typeof cell === 'number' || cell === true ? String(cell) : ''

const ofFile = (message: string): Finding => ({
  severity: 'refuse',
  line: null,
  column: null,
  header: null,
  given: null,
  message,
})
