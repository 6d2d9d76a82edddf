/** Crockford's base32: no I, L, O, U, so that a code read aloud or from paper is the same code. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const handleLength = 8
const secretLength = 24

/** A secret that somebody keeps on paper: `handle` finds its row, `secret` (120 bits) opens it. */
export interface PaperCode {
  handle: string
  secret: string
}

export const paperCodeBytes = 20

/** @param random 20 random bytes */
export function paperCodeOf(random: Uint8Array): PaperCode {
  let bits = 0n
  for (const byte of random.subarray(0, paperCodeBytes)) bits = (bits << 8n) | BigInt(byte)
  const signs = Array.from(
    { length: handleLength + secretLength },
    (_, i) => alphabet[Number((bits >> BigInt(5 * i)) & 31n)],
  )
  return { handle: signs.slice(0, handleLength).join(''), secret: signs.slice(handleLength).join('') }
}

/** As it is shown: eight groups of four. */
export const paperCodeText = ({ handle, secret }: PaperCode): string =>
  (`${handle}${secret}`.match(/.{4}/g) as string[]).join('-')

/** What somebody typed, with any dashes, blanks, full width signs and small letters, and O for 0, I or L for 1; undefined when it is no code. */
export function readPaperCode(text: string): PaperCode | undefined {
  const signs = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}·.,_]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  if (signs.length !== handleLength + secretLength || [...signs].some((sign) => !alphabet.includes(sign)))
    return undefined
  return { handle: signs.slice(0, handleLength), secret: signs.slice(handleLength) }
}
