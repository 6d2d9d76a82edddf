import type { readingKinds } from '#db/vocabulary.ts'

export type ReadingKind = (typeof readingKinds)[number]

/** A row of `readings`. Instants in milliseconds; values in the unit of the factor. */
export interface ReadingRow {
  outletId: number
  factorNo: number
  kind: ReadingKind
  atMs: number
  min: number | null
  mean: number | null
  max: number | null
  total: number | null
  stdMin: number | null
  stdMean: number | null
  stdMax: number | null
  flag: string | null
  receivedMs: number
}

export const readingColumns =
  'outlet_id, factor_no, kind, at, min, mean, max, total, std_min, std_mean, std_max, flag, received_at'

const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const columns = 13
const numbers = ['min', 'mean', 'max', 'total', 'stdMin', 'stdMean', 'stdMax'] as const
/** The longest a row gets: field count, a length for each field, the fields themselves. */
const mostRowBytes = 2 + columns * 4 + 4 + 2 + 8 + 8 + numbers.length * 8 + 4 + 8
const postgresEpochMs = Date.UTC(2000, 0, 1)
const kindBytes = {
  realtime: Buffer.from('realtime'),
  minute: Buffer.from('minute'),
  hour: Buffer.from('hour'),
  day: Buffer.from('day'),
} satisfies Record<ReadingKind, Buffer>

/**
 * Rows in the binary form of COPY, which the server takes in without reading a single number from text.
 * Source: PostgreSQL manual, COPY, "Binary Format"
 */
export function copyBytes(rows: readonly ReadingRow[]): Buffer {
  const bytes = Buffer.allocUnsafe(signature.length + rows.length * mostRowBytes + 2)
  let end = signature.copy(bytes)
  for (const row of rows) {
    end = bytes.writeInt16BE(columns, end)
    end = bytes.writeInt32BE(4, end)
    end = bytes.writeInt32BE(row.outletId, end)
    end = bytes.writeInt32BE(2, end)
    end = bytes.writeInt16BE(row.factorNo, end)
    const kind = kindBytes[row.kind]
    end = bytes.writeInt32BE(kind.length, end)
    end += kind.copy(bytes, end)
    end = writeInstant(bytes, row.atMs, end)
    for (const name of numbers) end = writeNumber(bytes, row[name], end)
    end = writeFlag(bytes, row.flag, end)
    end = writeInstant(bytes, row.receivedMs, end)
  }
  end = bytes.writeInt16BE(-1, end)
  return bytes.subarray(0, end)
}

function writeNumber(bytes: Buffer, value: number | null, at: number): number {
  if (value === null) return bytes.writeInt32BE(-1, at)
  return bytes.writeDoubleBE(value, bytes.writeInt32BE(8, at))
}

/** One character: two bytes when it is not of ASCII. */
function writeFlag(bytes: Buffer, flag: string | null, at: number): number {
  if (flag === null) return bytes.writeInt32BE(-1, at)
  const length = bytes.write(flag, at + 4, 4, 'utf8')
  bytes.writeInt32BE(length, at)
  return at + 4 + length
}

/** timestamptz: microseconds since 2000, 64 bits; the product is exact below 2^53. */
function writeInstant(bytes: Buffer, ms: number, at: number): number {
  const micros = (ms - postgresEpochMs) * 1000
  const high = Math.floor(micros / 4_294_967_296)
  const start = bytes.writeInt32BE(high, bytes.writeInt32BE(8, at))
  return bytes.writeUInt32BE(micros - high * 4_294_967_296, start)
}
