const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let register = byte
  for (let bit = 0; bit < 8; bit++) register = register & 1 ? (register >> 1) ^ 0xa001 : register >> 1
  return register
})

/** A CRC over the same bytes, a look-up for each, and nothing else. */
export function crcOnly(stream: Buffer): number {
  let register = 0xffff
  for (let at = 0; at < stream.length; at++) register = table[(register >> 8) ^ (stream[at] as number)] as number
  return register
}
