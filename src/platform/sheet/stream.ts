import { Zip, ZipDeflate } from 'fflate'
import { columnLetter } from '#platform/sheet/sheet.ts'
import { type Cell, csvCell, storableText } from '#platform/sheet/write.ts'
import { encodeEscapes, escapeXml } from '#platform/sheet/xml.ts'

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
  const done: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    done.push(bytes)
  })
  const entry = (path: string) => {
    const file = new ZipDeflate(path, { level: 6 })
    zip.add(file)
    return (text: string, isLast = false) => file.push(Buffer.from(text), isLast)
  }
  const whole = (path: string, text: string) => entry(path)(text, true)

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
    yield* done.splice(0)
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
  for (const [path, text] of frame(names)) whole(path, text)
  zip.end()
  yield* done.splice(0)
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const sheetStart = `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`
const sheetEnd = '</sheetData></worksheet>'

const rowXml = (line: number, cells: Row, style: number) =>
  `<row r="${line}">${cells.map((cell, i) => cellXml(`${columnLetter(i)}${line}`, cell, style)).join('')}</row>`

function cellXml(at: string, cell: Cell, style: number): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${at}" s="${style}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${at}" s="${style}" t="b"><v>${Number(cell)}</v></c>`
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(encodeEscapes(storableText(cell)))}</t></is></c>`
}

const frame = (names: string[]): [path: string, text: string][] => [
  [
    '[Content_Types].xml',
    `${declaration}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${names
      .map(
        (_, i) =>
          `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
      )
      .join('')}</Types>`,
  ],
  [
    '_rels/.rels',
    `${declaration}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names
      .map((name, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join('')}</sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${declaration}<Relationships xmlns="${packaged}/relationships">${names
      .map(
        (_, i) =>
          `<Relationship Id="rId${i + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
      )
      .join('')}<Relationship Id="rIdStyles" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
  ],
  [
    'xl/styles.xml',
    `${declaration}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`,
  ],
]
