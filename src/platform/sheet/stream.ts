import { cellsXml, declaration, frame, main, openPackage } from '#platform/sheet/package.ts'
import { type Cell, csvCell } from '#platform/sheet/write.ts'

type Row = readonly Cell[]
/** Rows as they are read, some at a time. */
type Batches = AsyncIterable<readonly Row[]>

/** A long table as text with commas, as it is read (csvText for a short one). */
export async function* csvStream(batches: Batches): AsyncGenerator<string> {
  yield '\ufeff'
  for await (const rows of batches) yield rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')
}

/** Lines that one sheet of Excel may hold, a little rounded down. */
const sheetLines = 1_000_000

/**
 * A workbook as it is read: its memory does not grow with its lines. A table longer than Excel's sheets goes on in further
 * sheets, each with the head. Words are stored as words, so nothing in them runs.
 * @param last a small sheet after the table, asked for when all rows have gone by
 */
export async function* xlsxStream(
  name: string,
  head: readonly string[],
  batches: Batches,
  last?: () => { name: string; rows: readonly Row[] },
): AsyncGenerator<Uint8Array> {
  const { entry, whole, take, end } = openPackage()
  let sheets = 0
  let line = 0
  let write: ReturnType<typeof entry> | undefined
  const begin = () => {
    sheets += 1
    line = 0
    write = entry(`xl/worksheets/sheet${sheets}.xml`)
    write(`${sheetStart}${rowXml(++line, head, 1)}`)
  }
  begin()
  for await (const rows of batches) {
    if (line + rows.length > sheetLines) {
      write?.(sheetEnd, true)
      begin()
    }
    write?.(rows.map((cells) => rowXml(++line, cells, 0)).join(''))
    yield* take()
  }
  write?.(sheetEnd, true)
  const names = Array.from({ length: sheets }, (_, i) => (i === 0 ? name : `${name} ${i + 1}`))
  const added = last?.()
  if (added) {
    names.push(added.name)
    const rows = added.rows.map((cells, i) => rowXml(i + 1, cells, 0)).join('')
    whole(
      `xl/worksheets/sheet${names.length}.xml`,
      `${declaration}<worksheet xmlns="${main}"><sheetData>${rows}${sheetEnd}`,
    )
  }
  for (const [path, text] of frame(names, styles)) whole(path, text)
  end()
  yield* take()
}

const sheetStart = `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`
const sheetEnd = '</sheetData></worksheet>'

const rowXml = (line: number, cells: Row, style: number) => `<row r="${line}">${cellsXml(line, cells, style)}</row>`

const styles = `${declaration}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`
