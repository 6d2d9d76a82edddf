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
export function crc16(bytes: Uint8Array, from: number, to: number): number {
  if (to <= from) return crcStart
  let [l0, l1, l2, l3, l4, l5, l6, l7] = [0xff, 0, 0, 0, 0, 0, 0, 0]
  let at = from
  for (const last = to - 9; at <= last; at += 8) {
    l0 ^= bytes[at] as number
    l1 ^= bytes[at + 1] as number
    l2 ^= bytes[at + 2] as number
    l3 ^= bytes[at + 3] as number
    l4 ^= bytes[at + 4] as number
    l5 ^= bytes[at + 5] as number
    l6 ^= bytes[at + 6] as number
    l7 ^= bytes[at + 7] as number
  }
  // biome-ignore format: one lane a line
  let high = l0 ^ (a7[l1] as number) ^ (a6[l2] as number) ^ (a5[l3] as number) ^ (a4[l4] as number) ^ (a3[l5] as number) ^
    (a2[l6] as number) ^ (a1[l7] as number)
  for (const last = to - 1; at < last; at++) high = a1[high ^ (bytes[at] as number)] as number
  return step[high ^ (bytes[at] as number)] as number
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
