import { readCsv } from '#platform/sheet/csv.ts'
import { sizeFault, UnreadableFile, type Workbook } from '#platform/sheet/sheet.ts'
import { readXlsx } from '#platform/sheet/xlsx.ts'

/**
 * Reads a table from a file's bytes: CSV or XLSX, told apart by what is in it, never by its name.
 * @throws UnreadableFile with the reason
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Workbook> {
  const fault = sizeFault(bytes.length)
  if (fault) throw new UnreadableFile(fault)
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (buffer.subarray(0, 4).equals(zip)) return readXlsx(buffer)
  // Excel before 2007, WPS's .et, and every Office file with a password.
  if (buffer.subarray(0, 8).equals(compoundFile)) throw new UnreadableFile({ kind: 'old_excel' })
  return readCsv(buffer)
}

const zip = Buffer.from([0x50, 0x4b, 0x03, 0x04])
const compoundFile = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
