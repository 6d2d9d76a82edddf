/** Value of a hexadecimal digit by its byte, -1 for others. */
const hexValue = new Int8Array(256).fill(-1)
for (let digit = 0; digit < 16; digit++) {
  const text = digit.toString(16)
  hexValue[text.charCodeAt(0)] = digit
  hexValue[text.toUpperCase().charCodeAt(0)] = digit
}

/** Four hexadecimal digits as a number; -1 when one is none. */
export function hex4(bytes: Uint8Array, at: number): number {
  const a = hexValue[bytes[at] as number] as number
  const b = hexValue[bytes[at + 1] as number] as number
  const c = hexValue[bytes[at + 2] as number] as number
  const d = hexValue[bytes[at + 3] as number] as number
  return (a | b | c | d) < 0 ? -1 : (a << 12) | (b << 8) | (c << 4) | d
}

/** Whether four hexadecimal digits hold a lower-case letter. */
export function isLowerHex(bytes: Uint8Array, at: number): boolean {
  for (let each = at; each < at + 4; each++) if ((bytes[each] as number) > 96) return true
  return false
}

/** Four decimal digits as a number; -1 when one is none. */
export function digits4(bytes: Uint8Array, at: number): number {
  const high = digits2(bytes, at)
  const low = digits2(bytes, at + 2)
  return high < 0 || low < 0 ? -1 : high * 100 + low
}

/** Two decimal digits as a number; -1 when one is none. */
export function digits2(bytes: Uint8Array, at: number): number {
  const a = (bytes[at] as number) - 48
  const b = (bytes[at + 1] as number) - 48
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : -1
}

export const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57
/** Space, tab, CR, LF. */
export const isBlank = (byte: number | undefined) => byte === 32 || byte === 9 || byte === 13 || byte === 10
