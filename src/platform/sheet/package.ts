import { Zip, ZipDeflate } from 'fflate'
import { columnLetter } from '#platform/sheet/sheet.ts'
import { type Cell, storableText } from '#platform/sheet/write.ts'
import { encodeEscapes, escapeXml } from '#platform/sheet/xml.ts'

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'

/** A workbook's package that is given out while it is made: what is `done` is taken away from it. */
export function openPackage() {
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
  return {
    entry,
    whole: (path: string, text: string) => entry(path)(text, true),
    take: () => done.splice(0),
    end: () => zip.end(),
  }
}

/** A cell in one of the workbook's styles. Words are stored as words, so nothing in them runs. */
export function cellXml(at: string, cell: Cell, style: number): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${at}" s="${style}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${at}" s="${style}" t="b"><v>${Number(cell)}</v></c>`
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(encodeEscapes(storableText(cell)))}</t></is></c>`
}

export const cellsXml = (line: number, cells: readonly Cell[], style: number): string =>
  cells.map((cell, i) => cellXml(`${columnLetter(i)}${line}`, cell, style)).join('')

/** The parts round the sheets, which are `xl/worksheets/sheet1.xml` and so on. `printed`: the lines that each printed page repeats. */
export const frame = (
  names: readonly string[],
  styles: string,
  printed?: { from: number; to: number },
): [path: string, text: string][] => [
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
      .join('')}</sheets>${printed ? printedLines(names, printed) : ''}</workbook>`,
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
  ['xl/styles.xml', styles],
]

const printedLines = (names: readonly string[], { from, to }: { from: number; to: number }) =>
  `<definedNames>${names
    .map(
      (name, i) =>
        `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">'${escapeXml(name.replaceAll("'", "''"))}'!$${from}:$${to}</definedName>`,
    )
    .join('')}</definedNames>`
