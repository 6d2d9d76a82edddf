import { inflateRawSync } from 'node:zlib'
import { sheetLimits, UnreadableFile } from '#platform/sheet/sheet.ts'

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50

/**
 * Unpacks every entry of an archive with a budget: sizes that the file itself declares may be lies.
 * @returns the entries by name
 * @throws UnreadableFile not_a_sheet; unpacks_too_large
 */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  const notASheet = new UnreadableFile({ kind: 'not_a_sheet' })
  const tooLarge = new UnreadableFile({ kind: 'unpacks_too_large', most: sheetLimits.unpackedBytes })
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== endOfDirectory) throw notASheet
  const count = bytes.readUInt16LE(end + 10)
  if (count > sheetLimits.entries) throw tooLarge
  let at = bytes.readUInt32LE(end + 16)
  let budget = sheetLimits.unpackedBytes
  const entries = new Map<string, Buffer>()
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== directoryEntry) throw notASheet
    const method = bytes.readUInt16LE(at + 10)
    const packed = bytes.readUInt32LE(at + 20)
    const nameLength = bytes.readUInt16LE(at + 28)
    const local = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    if (local + 30 > bytes.length) throw notASheet
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    if (from + packed > bytes.length) throw notASheet
    const content = bytes.subarray(from, from + packed)
    const unpacked = method === 8 ? inflate(content, budget) : content
    budget -= unpacked.length
    if (budget < 0) throw tooLarge
    entries.set(name, unpacked)
  }
  return entries
}

function inflate(packed: Buffer, most: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    throw new UnreadableFile(
      tooLarge ? { kind: 'unpacks_too_large', most: sheetLimits.unpackedBytes } : { kind: 'not_a_sheet' },
    )
  }
}

/**
 * The entries of a workbook, once it is sure that it is one.
 * @throws UnreadableFile macros; not_a_sheet; unpacks_too_large
 */
export function unzipWorkbook(bytes: Buffer): Map<string, Buffer> {
  const entries = unzip(bytes)
  const names = [...entries.keys()]
  if (names.some((name) => /vbaProject\.bin$/i.test(name))) throw new UnreadableFile({ kind: 'macros' })
  if (!entries.has('xl/workbook.xml')) throw new UnreadableFile({ kind: 'not_a_sheet' })
  return entries
}
