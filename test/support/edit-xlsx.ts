import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

export interface SheetEdit {
  /** Address -> a text, a number, or the cell's own XML (`<f>..</f><v>..</v>` with its type). */
  cells?: Record<string, string | number | { xml: string; type?: string; style?: number }>
  /** Anything else, on the sheet's XML. */
  xml?: (xml: string) => string
}

/** A workbook as somebody changed it by hand: sheets by their place from 1, cells by their address. */
export function editXlsx(bytes: Uint8Array, edits: Record<number, SheetEdit>): Buffer {
  const files = unzipSync(bytes)
  for (const [sheet, { cells = {}, xml: change }] of Object.entries(edits)) {
    const name = `xl/worksheets/sheet${sheet}.xml`
    let xml = strFromU8(files[name] as Uint8Array)
    for (const [address, value] of Object.entries(cells)) xml = withCell(xml, address, value)
    files[name] = strToU8(change ? change(xml) : xml)
  }
  return Buffer.from(zipSync(files))
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function withCell(xml: string, address: string, value: NonNullable<SheetEdit['cells']>[string]): string {
  const found = new RegExp(`<c r="${address}"(?: s="(\\d+)")?[^>]*?(?:/>|>.*?</c>)`, 's').exec(xml)
  const own = typeof value === 'object' ? value.style : undefined
  const style = own ?? found?.[1]
  const s = style === undefined ? '' : ` s="${style}"`
  const cell =
    typeof value === 'number'
      ? `<c r="${address}"${s}><v>${value}</v></c>`
      : typeof value === 'string'
        ? `<c r="${address}"${s} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`
        : `<c r="${address}"${s}${value.type ? ` t="${value.type}"` : ''}>${value.xml}</c>`
  if (found) return xml.slice(0, found.index) + cell + xml.slice(found.index + found[0].length)
  const line = /\d+$/.exec(address)?.[0]
  const row = new RegExp(`(<row r="${line}"[^>]*>)(.*?)</row>`, 's')
  return row.test(xml)
    ? xml.replace(row, (_, head: string, cells: string) => `${head}${cells}${cell}</row>`)
    : xml.replace('</sheetData>', () => `<row r="${line}">${cell}</row></sheetData>`)
}
