/** What one byte leaves in the register. T(x) is linear: what several bytes leave is the xor of what each leaves. */
const step = new Uint16Array(256)
for (let byte = 0; byte < 256; byte++) {
  let register = byte
  for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >> 1) ^ 0xa001 : register >> 1
  step[byte] = register
}
/**
 * The register's high byte, which is all that the next byte meets, after 1 to 7 further bytes. After the eighth it is as it was:
 * so each of eight lanes of bytes need only be xored together, and its look-up made once.
 */
const after = [Uint8Array.from({ length: 256 }, (_, byte) => byte)]
for (let bytes = 1; bytes < 8; bytes++)
  after.push((after[bytes - 1] as Uint8Array).map((high) => (step[high] as number) >> 8))
type Table = Uint8Array
const [, a1, a2, a3, a4, a5, a6, a7] = after as [Table, Table, Table, Table, Table, Table, Table, Table]

/** The check of nothing. */
const crcStart = 0xffff

/** HJ 212's CRC of `bytes[from, to)`. Not CRC-16/MODBUS: the register's low byte is lost with each byte, not mixed in. */
export const crc16 = (bytes: Uint8Array, from: number, to: number) => crcOfView(viewOf(bytes), from, to)

/** The same bytes, four at a time where that is wanted. */
export const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export function crcOfView(view: DataView, from: number, to: number): number {
  if (to <= from) return crcStart
  let low = 0xff
  let high = 0
  let at = from
  for (const last = to - 9; at <= last; at += 8) {
    low ^= view.getInt32(at, true)
    high ^= view.getInt32(at + 4, true)
  }
  let register = (low & 255) ^ (a7[(low >>> 8) & 255] as number) ^ (a6[(low >>> 16) & 255] as number)
  register ^= (a5[low >>> 24] as number) ^ (a4[high & 255] as number) ^ (a3[(high >>> 8) & 255] as number)
  register ^= (a2[(high >>> 16) & 255] as number) ^ (a1[high >>> 24] as number)
  for (const last = to - 1; at < last; at++) register = a1[register ^ view.getUint8(at)] as number
  return step[register ^ view.getUint8(at)] as number
}

/** From each place of `bytes` the high byte that they leave up to there, when nothing was before. */
export function crcPrefixes(bytes: Uint8Array): Uint8Array {
  const prefixes = new Uint8Array(bytes.length + 1)
  let high = 0
  for (let at = 0; at < bytes.length; at++) {
    high = a1[high ^ (bytes[at] as number)] as number
    prefixes[at + 1] = high
  }
  return prefixes
}

/** The CRC of any part, in one step: so that no stream, however made, costs more than its length. */
export function crcOfPart(bytes: Uint8Array, prefixes: Uint8Array, from: number, to: number): number {
  if (to <= from) return crcStart
  const last = to - 1
  const before = (prefixes[from] as number) ^ 0xff
  const high = (prefixes[last] as number) ^ ((after[(last - from) & 7] as Uint8Array)[before] as number)
  return step[high ^ (bytes[last] as number)] as number
}

/** As frames carry it: four hexadecimal digits, high byte first. */
export const crcText = (crc: number) => crc.toString(16).toUpperCase().padStart(4, '0')
