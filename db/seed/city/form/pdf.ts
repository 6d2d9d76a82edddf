/** A page of A4 across, in points. */
export const page = { width: 842, height: 595 } as const

/**
 * A drawing of lines, boxes and words as a PDF of one page, the same bytes on every machine. The Chinese face is named, not
 * carried (Adobe-GB1, which readers know by themselves): a drawing takes two kilobytes.
 */
export class Drawing {
  readonly #strokes: string[] = ['0.8 w']

  /** Words whose line begins at x, y (from the top). */
  words(x: number, y: number, size: number, text: string): void {
    this.#strokes.push(`BT /F ${size} Tf ${x} ${up(y)} Td <${hex(text)}> Tj ET`)
  }

  /** Words in the middle of a box. */
  box(x: number, y: number, width: number, height: number, text: string, size = 12): void {
    this.#strokes.push(`${x} ${up(y + height)} ${width} ${height} re S`)
    this.words(x + (width - widthOf(text, size)) / 2, y + height / 2 + size * 0.35, size, text)
  }

  line(x1: number, y1: number, x2: number, y2: number): void {
    this.#strokes.push(`${x1} ${up(y1)} m ${x2} ${up(y2)} l S`)
  }

  arrow(x1: number, y1: number, x2: number, y2: number): void {
    const length = Math.hypot(x2 - x1, y2 - y1)
    const [dx, dy] = [((x2 - x1) / length) * 6, ((y2 - y1) / length) * 6]
    this.line(x1, y1, x2, y2)
    this.#strokes.push(
      `${x2} ${up(y2)} m ${x2 - dx - dy / 2} ${up(y2 - dy + dx / 2)} l ${x2 - dx + dy / 2} ${up(y2 - dy - dx / 2)} l f`,
    )
  }

  bytes(): Uint8Array {
    const content = this.#strokes.join('\n')
    const objects = [
      '<< /Type /Catalog /Pages 2 0 R >>',
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UCS2-H /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
      '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 95 600] /FontDescriptor 7 0 R >>',
      '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
    ]
    let text = '%PDF-1.4\n'
    const starts = objects.map((object, i) => {
      const start = text.length
      text += `${i + 1} 0 obj\n${object}\nendobj\n`
      return start
    })
    const table = text.length
    const lines = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('')
    text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}`
    text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`
    return new TextEncoder().encode(text)
  }
}

/** PDF counts from below; two decimals are enough. */
const up = (y: number) => Number((page.height - y).toFixed(2))

/** Signs that the face lacks are written plainly. */
const plain = (text: string) => text.replaceAll('²', '2').replaceAll('³', '3')
const hex = (text: string) =>
  [...plain(text)].map((sign) => (sign.codePointAt(0) as number).toString(16).padStart(4, '0')).join('')
export const widthOf = (text: string, size: number) =>
  [...text].reduce((sum, sign) => sum + (sign < '\u0080' ? size * 0.6 : size), 0)
