import { cellsXml, declaration, frame, main, openPackage } from '#platform/sheet/package.ts'
import { columnLetter } from '#platform/sheet/sheet.ts'
import { type Cell, sheetName } from '#platform/sheet/write.ts'

type Row = readonly Cell[]
export type AnnexLook = 'title' | 'note' | 'head' | 'body'

/** A line above or below the table. A merge is of columns `from` to `to` of this line and `lines` lines down (1: this one). */
export interface AnnexLine {
  cells: Row
  look: AnnexLook
  /** In points. */
  height?: number
  merges?: readonly { from: number; to: number; lines?: number }[]
}

/** One sheet as a form prints it: title, unit and date, grouped heads, the lines, notes and the place for seals. */
export interface AnnexSheet {
  name: string
  /** In characters. */
  widths: readonly number[]
  head: readonly AnnexLine[]
  /** The lines of the head that each printed page repeats, from 1. */
  printed: { from: number; to: number }
  lines: AsyncIterable<readonly Row[]>
  foot: readonly AnnexLine[]
}

/**
 * A workbook in the layout of a form, A4 landscape, as wide as the page: given out while it is read, so its memory does not grow
 * with its lines. The sheets follow one another.
 */
export async function* annexStream(sheets: Iterable<AnnexSheet>): AsyncGenerator<Uint8Array> {
  const { entry, whole, take, end } = openPackage()
  const names: string[] = []
  let printed: AnnexSheet['printed'] | undefined
  for (const sheet of sheets) {
    names.push(sheetName(sheet.name))
    printed ??= sheet.printed
    const write = entry(`xl/worksheets/sheet${names.length}.xml`)
    const merges: string[] = []
    let line = 0
    const put = (lines: readonly AnnexLine[]) => {
      for (const { cells, look, height, merges: own = [] } of lines) {
        line += 1
        const given = height ? ` ht="${height}" customHeight="1"` : ''
        write(
          `<row r="${line}"${given}>${cellsXml(line, look === 'head' ? cells.map((cell) => cell ?? '') : cells, looks[look])}</row>`,
        )
        for (const { from, to, lines: down = 1 } of own)
          merges.push(`${columnLetter(from)}${line}:${columnLetter(to)}${line + down - 1}`)
      }
    }
    write(opening(sheet))
    put(sheet.head)
    for await (const rows of sheet.lines) {
      write(rows.map((cells) => bodyRow(++line, cells, sheet.widths)).join(''))
      yield* take()
    }
    put(sheet.foot)
    write(closing(merges), true)
    yield* take()
  }
  for (const [path, text] of frame(names, styles, printed)) whole(path, text)
  end()
  yield* take()
}

/** Without a height programs show one line of a cell that has ten. */
const bodyRow = (line: number, cells: Row, widths: readonly number[]) =>
  `<row r="${line}" ht="${heightOf(cells, widths)}" customHeight="1">${cellsXml(
    line,
    cells.map((cell) => cell ?? ''),
    looks.body,
  )}</row>`

/** Of nine points: 12 cuts the last line where the font is another than SimSun. */
const [pointsPerLine, mostPoints] = [13, 400]
function heightOf(cells: Row, widths: readonly number[]): number {
  let lines = 1
  for (const [i, cell] of cells.entries()) {
    if (typeof cell !== 'string') continue
    let own = 0
    for (const part of cell.split('\n')) own += Math.max(1, Math.ceil(signsOf(part) / ((widths[i] ?? 10) * 1.1)))
    if (own > lines) lines = own
  }
  return Math.min(mostPoints, 4 + lines * pointsPerLine)
}
/** East Asian signs are two wide. */
const signsOf = (text: string) => text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0)

const opening = ({ widths, head }: AnnexSheet) =>
  `${declaration}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${head.length}" topLeftCell="A${head.length + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths
    .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join('')}</cols><sheetData>`

const closing = (merges: readonly string[]) =>
  `</sheetData>${merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : ''}<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`

const looks: Record<AnnexLook, number> = { body: 0, title: 1, note: 2, head: 3 }
const font = (size: number, bold = false) => `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><name val="SimSun"/></font>`
const edge = (name: string) => `<${name} style="thin"><color auto="1"/></${name}>`
const look = (fontId: number, borderId: number, alignment: string) =>
  `<xf numFmtId="0" fontId="${fontId}" fillId="0" borderId="${borderId}" xfId="0" applyFont="1" applyBorder="1" applyAlignment="1"><alignment ${alignment}/></xf>`

const styles = `${declaration}<styleSheet xmlns="${main}"><fonts count="3">${font(9)}${font(16, true)}${font(10, true)}</fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(edge).join('')}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">${look(0, 1, 'vertical="top" wrapText="1"')}${look(1, 0, 'horizontal="center" vertical="center"')}${look(0, 0, 'vertical="center"')}${look(2, 1, 'horizontal="center" vertical="center" wrapText="1"')}</cellXfs></styleSheet>`
