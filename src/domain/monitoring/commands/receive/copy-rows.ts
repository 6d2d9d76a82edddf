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
/** The longest a row gets: field count, a length for each field, the fields themselves. */
const mostRowBytes = 2 + columns * 4 + 4 + 2 + 8 + 8 + 7 * 8 + 4 + 8
/** The server waits for the whole of a message before it looks at its rows. */
const messageBytes = 65_536
const postgresEpochMs = Date.UTC(2000, 0, 1)
const kindBytes = {
  realtime: Buffer.from('realtime'),
  minute: Buffer.from('minute'),
  hour: Buffer.from('hour'),
  day: Buffer.from('day'),
} satisfies Record<ReadingKind, Buffer>

/**
 * Rows in the binary form of COPY, which the server takes in without reading a single number from text. Each is written down as it comes:
 * tens of thousands of objects that live until a commit would cost more than the rest of their way.
 * Source: PostgreSQL manual, COPY, "Binary Format"
 */
export class CopyRows {
  #size = 0
  #full: Buffer[] = []
  #bytes = Buffer.allocUnsafe(messageBytes)
  #view = viewOf(this.#bytes)
  #end = signature.copy(this.#bytes)

  get size(): number {
    return this.#size
  }

  add(row: ReadingRow): void {
    if (this.#end + mostRowBytes + 2 > messageBytes) this.#turn()
    const view = this.#view
    let end = this.#end
    view.setInt16(end, columns)
    view.setInt32(end + 2, 4)
    view.setInt32(end + 6, row.outletId)
    view.setInt32(end + 10, 2)
    view.setInt16(end + 14, row.factorNo)
    const kind = kindBytes[row.kind]
    view.setInt32(end + 16, kind.length)
    this.#bytes.set(kind, end + 20)
    end = writeInstant(view, row.atMs, end + 20 + kind.length)
    end = writeNumber(view, row.min, end)
    end = writeNumber(view, row.mean, end)
    end = writeNumber(view, row.max, end)
    end = writeNumber(view, row.total, end)
    end = writeNumber(view, row.stdMin, end)
    end = writeNumber(view, row.stdMean, end)
    end = writeNumber(view, row.stdMax, end)
    end = writeFlag(this.#bytes, row.flag, end)
    this.#end = writeInstant(view, row.receivedMs, end)
    this.#size++
  }

  /** What is sent, in messages. No row comes after. */
  messages(): Buffer[] {
    this.#view.setInt16(this.#end, -1)
    return [...this.#full, this.#bytes.subarray(0, this.#end + 2)]
  }

  /** The rows again. */
  *rows(): Generator<ReadingRow> {
    let isFirst = true
    for (const part of [...this.#full, this.#bytes.subarray(0, this.#end)]) {
      yield* rowsIn(part, isFirst ? signature.length : 0)
      isFirst = false
    }
  }

  #turn(): void {
    this.#full.push(this.#bytes.subarray(0, this.#end))
    this.#bytes = Buffer.allocUnsafe(messageBytes)
    this.#view = viewOf(this.#bytes)
    this.#end = 0
  }
}

const viewOf = ({ buffer, byteOffset, length }: Buffer) => new DataView(buffer, byteOffset, length)

function writeNumber(view: DataView, value: number | null, at: number): number {
  if (value === null) {
    view.setInt32(at, -1)
    return at + 4
  }
  view.setInt32(at, 8)
  view.setFloat64(at + 4, value)
  return at + 12
}

/** One character: two bytes when it is not of ASCII. */
function writeFlag(bytes: Buffer, flag: string | null, at: number): number {
  if (flag === null) return bytes.writeInt32BE(-1, at)
  const length = bytes.write(flag, at + 4, 4, 'utf8')
  bytes.writeInt32BE(length, at)
  return at + 4 + length
}

const high = 4_294_967_296

/** timestamptz: microseconds since 2000, 64 bits; the product is exact below 2^53. */
function writeInstant(view: DataView, ms: number, at: number): number {
  const micros = (ms - postgresEpochMs) * 1000
  const upper = Math.floor(micros / high)
  view.setInt32(at, 8)
  view.setInt32(at + 4, upper)
  view.setUint32(at + 8, micros - upper * high)
  return at + 12
}

function* rowsIn(bytes: Buffer, from: number): Generator<ReadingRow> {
  const view = viewOf(bytes)
  for (let at = from; at < bytes.length; ) {
    const fields: [from: number, length: number][] = []
    at += 2
    for (let field = 0; field < columns; field++) {
      const length = view.getInt32(at)
      fields.push([at + 4, length])
      at += 4 + Math.max(0, length)
    }
    const place = (field: number) => (fields[field] as [number, number])[0]
    const text = (field: number) => {
      const [start, length] = fields[field] as [number, number]
      return length < 0 ? null : bytes.toString('utf8', start, start + length)
    }
    const number = (field: number) => ((fields[field]?.[1] ?? -1) < 0 ? null : view.getFloat64(place(field)))
    const instant = (field: number) =>
      (view.getInt32(place(field)) * high + view.getUint32(place(field) + 4)) / 1000 + postgresEpochMs
    yield {
      outletId: view.getInt32(place(0)),
      factorNo: view.getInt16(place(1)),
      kind: text(2) as ReadingKind,
      atMs: instant(3),
      min: number(4),
      mean: number(5),
      max: number(6),
      total: number(7),
      stdMin: number(8),
      stdMean: number(9),
      stdMax: number(10),
      flag: text(11),
      receivedMs: instant(12),
    }
  }
}
