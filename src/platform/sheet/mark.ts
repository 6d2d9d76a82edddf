import { zipSync } from 'fflate'
import { type CellPatch, patchSheet, widenColumn } from '#platform/sheet/mark-sheet.ts'
import { addStyles, type MarkTone } from '#platform/sheet/mark-styles.ts'
import { readSheetList } from '#platform/sheet/parts.ts'
import { xmlText } from '#platform/sheet/xml.ts'
import { unzipWorkbook } from '#platform/sheet/zip.ts'

export interface SheetMarks {
  /** The sheet's part, as `inspectXlsx` names it. */
  path: string
  cells: readonly { line: number; column: number; tone: MarkTone }[]
  /** Words that are written beside them; what stood there is replaced. */
  notes: readonly { line: number; column: number; text: string; tone: MarkTone }[]
}

/** The same workbook, byte for byte where nothing is marked, with cells coloured and notes beside them. */
export function markWorkbook(bytes: Buffer, marks: readonly SheetMarks[]): Buffer {
  const entries = unzipWorkbook(bytes)
  const { stylesPath } = readSheetList(entries)
  const styles = addStyles(xmlText(entries.get(stylesPath) ?? Buffer.from('')))
  for (const { path, cells, notes } of marks) {
    const part = entries.get(path)
    if (!part) continue
    const patches = new Map<number, Map<number, CellPatch>>()
    const patch = (line: number, column: number, with_: CellPatch) => {
      const row = patches.get(line) ?? new Map<number, CellPatch>()
      row.set(column, { ...row.get(column), ...with_ })
      patches.set(line, row)
    }
    // Where both tones fall on one cell, the stronger is put last.
    for (const { line, column, tone } of [...cells].sort((a, b) => a.tone.localeCompare(b.tone)))
      patch(line, column, { styleOf: (style) => styles.marked(style, tone) })
    for (const { line, column, text, tone } of notes) patch(line, column, { text, styleOf: () => styles.note(tone) })
    const widened = [...new Set(notes.map(({ column }) => column))].reduce(
      (xml, column) => widenColumn(xml, column, 60),
      xmlText(part),
    )
    entries.set(path, Buffer.from(patchSheet(widened, patches)))
  }
  entries.set(stylesPath, Buffer.from(styles.xml()))
  return Buffer.from(zipSync(Object.fromEntries(entries), { level: 6 }))
}
