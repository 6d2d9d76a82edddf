import { findHeader, type ImportColumn, type ImportHeader } from '#domain/enterprise/rules/import/columns.ts'
import { readRow } from '#domain/enterprise/rules/import/row.ts'
import type { ImportContext, ImportRow } from '#domain/enterprise/rules/import/row-tools.ts'
import type { Finding } from '#platform/sheet/finding.ts'
import { readWorkbook } from '#platform/sheet/read.ts'
import { type Sheet, UnreadableFile } from '#platform/sheet/sheet.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { importMessages } from '#src/i18n/messages/import.ts'
import { unreadableText } from '#src/i18n/messages/unreadable.ts'

/** A file as far as it can be understood without the register. */
export interface ImportFile {
  format: string
  sheet: string
  headerLine: number | undefined
  columns: ImportColumn[]
  rows: ImportRow[]
  findings: Finding[]
}

/** Reads a CSV or XLSX of enterprises: finds sheet and header, reads each line, compares the lines with each other. */
export async function readImportFile(bytes: Uint8Array, context: ImportContext): Promise<ImportFile> {
  const say = importMessages[context.locale]
  const nothing = { format: '', sheet: '', headerLine: undefined, columns: [], rows: [] }
  let workbook: Awaited<ReturnType<typeof readWorkbook>>
  try {
    workbook = await readWorkbook(bytes)
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return { ...nothing, findings: [ofFile(unreadableText(error.reason, context.locale))] }
  }
  const found = bestSheet(workbook.sheets)
  if (!found) return { ...nothing, format: workbook.format, findings: [ofFile(say.noHeader)] }
  const { sheet, header } = found
  const findings = columnFindings(header.columns, context)
  const rows: ImportRow[] = []
  for (const row of sheet.rows.slice(header.dataFrom)) {
    const read = readRow(row, header.columns, context)
    if (read.row) rows.push(read.row)
    findings.push(...read.findings)
  }
  if (rows.length === 0) findings.push(ofFile(say.noRows))
  findings.push(...repeated(rows, header.columns, context.locale))
  const { columns, line } = header
  return { format: workbook.format, sheet: sheet.name, headerLine: line, columns, rows, findings }
}

/** The sheet whose header names the most fields: workbooks often begin with a cover or notes. */
function bestSheet(sheets: Sheet[]): { sheet: Sheet; header: ImportHeader } | undefined {
  return sheets
    .flatMap((sheet) => {
      const header = findHeader(sheet.rows)
      return header ? [{ sheet, header }] : []
    })
    .sort((a, b) => known(b.header) - known(a.header))[0]
}

const known = ({ columns }: ImportHeader) => columns.filter(({ field }) => field).length

function columnFindings(columns: ImportColumn[], { locale }: ImportContext): Finding[] {
  const say = importMessages[locale]
  const at = (column: ImportColumn, severity: Finding['severity'], message: string): Finding => ({
    severity,
    line: null,
    column: column.letter,
    header: column.header,
    given: null,
    message,
  })
  const byField = Map.groupBy(
    columns.filter(({ field }) => field),
    ({ field }) => field,
  )
  return columns.flatMap((column) => {
    if (!column.field) return column.isPassedOver ? [] : [at(column, 'warn', say.ignoredColumn)]
    const same = byField.get(column.field) ?? []
    if (same.length > 1) {
      const letters = same.map(({ letter }) => letter).join('、')
      return same[0] === column ? [at(column, 'refuse', say.twice(say.column(column.field), letters))] : []
    }
    const isPlace = ['longitude', 'latitude', 'coordinates'].includes(column.field)
    return isPlace && column.foreignDatum ? [at(column, 'refuse', say.otherDatum(column.foreignDatum))] : []
  })
}

/** Codes and names that stand in several lines. */
function repeated(rows: ImportRow[], columns: ImportColumn[], locale: Locale): Finding[] {
  const say = importMessages[locale]
  const at = (field: 'creditCode' | 'name', row: ImportRow, message: string): Finding => {
    const column = columns.find((candidate) => candidate.field === field)
    const given = (field === 'name' ? row.values.name : row.values.creditCode) ?? null
    return {
      severity: 'refuse',
      line: row.line,
      column: column?.letter ?? null,
      header: column?.header ?? null,
      given,
      message,
    }
  }
  const byCode = Map.groupBy(
    rows.filter(({ values }) => values.creditCode !== ''),
    ({ values }) => values.creditCode,
  )
  const codes = [...byCode.values()]
    .filter((same) => same.length > 1)
    .flatMap((same) =>
      same.map((row) => {
        const others = same.filter((other) => other !== row).map(({ line }) => line)
        return at('creditCode', row, say.codeTwice(others.slice(0, 10).join('、')))
      }),
    )
  const firstOfName = new Map<string, ImportRow>()
  const names = rows.flatMap((row) => {
    const { name, creditCode } = row.values
    if (!name) return []
    const first = firstOfName.get(name)
    if (!first) firstOfName.set(name, row)
    return first && first.values.creditCode !== creditCode
      ? [at('name', row, say.nameTwice(first.line, first.values.creditCode))]
      : []
  })
  return [...codes, ...names]
}

const ofFile = (message: string): Finding => ({
  severity: 'refuse',
  line: null,
  column: null,
  header: null,
  given: null,
  message,
})
