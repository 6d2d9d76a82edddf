import { encode } from 'uqr'

/**
 * A QR code of a text (UTF-8, at most 2,331 bytes) as one SVG path, one unit to a module, with the quiet zone of four around it.
 * Up to 15 % of it may be stained or folded. Drawn by the server: it needs neither JavaScript nor another site.
 * @throws RangeError when the text is too long
 */
export function qrPath(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: 4 })
  const rows = data.map((row, y) =>
    [
      ...row
        .map((dark) => (dark ? '1' : '0'))
        .join('')
        .matchAll(/1+/g),
    ].map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
  )
  return { size, path: rows.flat().join('') }
}
