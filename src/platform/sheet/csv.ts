import { CsvError, parse } from 'csv-parse/sync'
import { type SheetRow, sheetLimits, UnreadableFile, type Workbook } from '#platform/sheet/sheet.ts'

const separators = [',', '\t', ';', '|'] as const

/** Reads text with separators, whichever of the usual encodings and separators it was saved with. */
export function readCsv(bytes: Uint8Array): Workbook {
  const { text, encoding } = decode(bytes)
  const separator = separatorOf(text)
  const rows = parseRows(text, separator)
  const name = separator === '\t' ? 'TAB' : separator
  return { format: `CSV, ${encoding}, "${name}"`, sheets: [{ name: '', rows }] }
}

/**
 * UTF-8 and UTF-16 by their mark; else UTF-8 when it is valid as such, and GB18030 (which holds GBK and GB 2312) when not.
 * Chinese text in GBK is practically never valid UTF-8.
 */
function decode(bytes: Uint8Array): { text: string; encoding: string } {
  const starts = (...mark: number[]) => mark.every((byte, i) => bytes[i] === byte)
  const as = (label: string) => new TextDecoder(label, { fatal: true }).decode(bytes)
  const candidates: [label: string, name: string][] = starts(0xff, 0xfe)
    ? [['utf-16le', 'UTF-16LE']]
    : starts(0xfe, 0xff)
      ? [['utf-16be', 'UTF-16BE']]
      : starts(0xef, 0xbb, 0xbf)
        ? [['utf-8', 'UTF-8 (BOM)']]
        : [
            ['utf-8', 'UTF-8'],
            ['gb18030', 'GB18030'],
          ]
  for (const [label, name] of candidates) {
    try {
      const text = as(label)
      // A table holds no control characters: this is some other file that happens to decode.
      if (!hasControlCharacters(text)) return { text, encoding: name }
    } catch {
      // Not this one.
    }
  }
  throw new UnreadableFile({ kind: 'encoding' })
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const hasControlCharacters = (text: string) => /[\u0000-\u0008\u000e-\u001f]/.test(text)

/** The separator that cuts the first lines into the most columns, the same number in most of them. */
function separatorOf(text: string): string {
  const sample = text
    .slice(0, 20_000)
    .split(/\r\n|\r|\n/)
    .slice(0, 60)
    .filter((line) => line.trim() !== '')
  const scores = separators.map((separator) => {
    const counts = sample.map((line) => cutsIn(line, separator)).filter((count) => count > 0)
    const usual = [...Map.groupBy(counts, (count) => count)].map(([count, lines]) => count * lines.length)
    return { separator, score: Math.max(0, ...usual) }
  })
  return scores.sort((a, b) => b.score - a.score)[0]?.separator ?? ','
}

/** Separators outside quotes. */
const cutsIn = (line: string, separator: string) => line.replace(/"[^"]*"/g, '').split(separator).length - 1

function parseRows(text: string, separator: string): SheetRow[] {
  let lastLine = 0
  try {
    const records = parse(text, {
      delimiter: separator,
      relax_column_count: true,
      skip_empty_lines: false,
      info: true,
      to: sheetLimits.rows + 1,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    if (records.length > sheetLimits.rows) throw new UnreadableFile({ kind: 'too_many_rows', most: sheetLimits.rows })
    return records.map(({ record, info }) => {
      const line = lastLine + 1 // a quoted cell may hold line breaks: the record ends at info.lines and begins after the last
      lastLine = info.lines
      return { line, cells: record.slice(0, sheetLimits.columns).map((cell) => (cell === '' ? null : cell)) }
    })
  } catch (error) {
    if (error instanceof CsvError)
      throw new UnreadableFile({ kind: 'quotes', line: Number(error.lines ?? lastLine + 1) })
    throw error
  }
}
