import { crc32, deflateRawSync } from 'node:zlib'
import writeXlsxFile from 'write-excel-file/node'

/** Text in GBK: the encoder that Node lacks, made from the decoder that it has. */
export function gbk(text: string): Buffer {
  const bytes = [...text].flatMap((sign) => {
    if (sign.charCodeAt(0) < 0x80) return [sign.charCodeAt(0)]
    const found = gbkTable().get(sign)
    if (!found) throw new Error(`${sign} is not in GBK`)
    return found
  })
  return Buffer.from(bytes)
}

let table: Map<string, number[]> | undefined
function gbkTable(): Map<string, number[]> {
  if (table) return table
  table = new Map()
  const decoder = new TextDecoder('gb18030')
  for (let high = 0x81; high <= 0xfe; high++) {
    for (let low = 0x40; low <= 0xfe; low++) {
      const sign = decoder.decode(new Uint8Array([high, low]))
      if (sign.length === 1 && sign !== '\ufffd' && !table.has(sign)) table.set(sign, [high, low])
    }
  }
  return table
}

export const csv = (rows: readonly (readonly string[])[], separator = ',') =>
  rows
    .map((cells) =>
      cells
        .map((cell) => (/["\n]/.test(cell) || cell.includes(separator) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(separator),
    )
    .join('\r\n')

type XlsxCell = string | number | Date | null | { value: string; span?: number; rowSpan?: number }

/** A workbook as Excel saves it: merged cells, numbers as numbers, dates as dates. */
export async function xlsx(rows: readonly (readonly XlsxCell[])[]): Promise<Buffer> {
  const cells = rows.map((row) =>
    row.map((cell) => {
      if (cell === null || typeof cell === 'string') return cell === null ? null : { value: cell, type: String }
      if (typeof cell === 'number') return { value: cell, type: Number }
      if (cell instanceof Date) return { value: cell, type: Date, format: 'yyyy-mm-dd' }
      return { ...cell, type: String }
    }),
  )
  return (writeXlsxFile as unknown as (data: unknown) => { toBuffer(): Promise<Buffer> })(cells).toBuffer()
}

/** A zip archive of these files. `declared` lies about the unpacked size. */
export function zip(files: { name: string; content: Buffer; declared?: number }[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content, declared = content.length } of files) {
    const packed = deflateRawSync(content, { level: 9 })
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(crc32(content), 14)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(declared, 22)
    head.writeUInt16LE(Buffer.byteLength(name), 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    head.copy(entry, 6, 4, 30)
    entry.writeUInt32LE(at, 42)
    parts.push(head, Buffer.from(name), packed)
    directory.push(entry, Buffer.from(name))
    at += 30 + Buffer.byteLength(name) + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, list, end])
}
