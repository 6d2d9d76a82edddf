import { inflateRawSync } from 'node:zlib'
import readXlsxFile from 'read-excel-file/node'
import { type Cell, sheetLimits, UnreadableFile, type Workbook } from '#platform/sheet/sheet.ts'

/** Reads the sheets of an Excel workbook. What it would unpack to is measured first: a small file can hold a huge one. */
export async function readXlsx(bytes: Buffer): Promise<Workbook> {
  const names = measure(bytes)
  if (names.some((name) => /vbaProject\.bin$/i.test(name))) throw new UnreadableFile({ kind: 'macros' })
  if (!names.includes('xl/workbook.xml')) throw new UnreadableFile({ kind: 'not_a_sheet' })
  const sheets = await readXlsxFile(bytes, { trim: false }).catch(() => {
    throw new UnreadableFile({ kind: 'not_a_sheet' })
  })
  return {
    format: 'XLSX',
    sheets: sheets.map(({ sheet, data }) => {
      if (data.length > sheetLimits.rows) throw new UnreadableFile({ kind: 'too_many_rows', most: sheetLimits.rows })
      return {
        name: sheet,
        rows: data.map((cells, i) => ({
          line: i + 1,
          cells: cells.slice(0, sheetLimits.columns) as unknown as Cell[],
        })),
      }
    }),
  }
}

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50

/**
 * Unpacks every entry with a budget and throws the result away: sizes that the file itself declares may be lies.
 * @returns the names of the entries
 */
function measure(bytes: Buffer): string[] {
  const notASheet = new UnreadableFile({ kind: 'not_a_sheet' })
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== endOfDirectory) throw notASheet
  const count = bytes.readUInt16LE(end + 10)
  if (count > sheetLimits.entries)
    throw new UnreadableFile({ kind: 'unpacks_too_large', most: sheetLimits.unpackedBytes })
  let at = bytes.readUInt32LE(end + 16)
  let budget = sheetLimits.unpackedBytes
  const names: string[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== directoryEntry) throw notASheet
    const method = bytes.readUInt16LE(at + 10)
    const packed = bytes.readUInt32LE(at + 20)
    const nameLength = bytes.readUInt16LE(at + 28)
    const local = bytes.readUInt32LE(at + 42)
    names.push(bytes.toString('utf8', at + 46, at + 46 + nameLength))
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    if (local + 30 > bytes.length) throw notASheet
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    if (from + packed > bytes.length) throw notASheet
    budget -= method === 8 ? unpackedSize(bytes.subarray(from, from + packed), budget) : packed
    if (budget < 0) throw new UnreadableFile({ kind: 'unpacks_too_large', most: sheetLimits.unpackedBytes })
  }
  return names
}

function unpackedSize(packed: Buffer, most: number): number {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) }).length
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    throw new UnreadableFile(
      tooLarge ? { kind: 'unpacks_too_large', most: sheetLimits.unpackedBytes } : { kind: 'not_a_sheet' },
    )
  }
}
