import { posix } from 'node:path'
import { type NumberKind, numberKind } from '#platform/sheet/number-format.ts'
import { UnreadableFile } from '#platform/sheet/sheet.ts'
import { decodeEscapes, walkXml } from '#platform/sheet/xml.ts'

/** The kind of number format of each cell format (the `s` of a cell). */
export type CellFormats = readonly NumberKind[]

/** Which sheets a workbook has, in their order, and where its parts lie. */
export function readSheetList(entries: ReadonlyMap<string, Buffer>) {
  const targets = new Map<string, string>()
  let stringsPath = 'xl/sharedStrings.xml'
  let stylesPath = 'xl/styles.xml'
  walkXml(entries.get('xl/_rels/workbook.xml.rels') ?? '<none/>', {
    open(name, { Id, Target, Type }) {
      if (name !== 'Relationship' || !Id || !Target) return
      const path = posix.join(Target.startsWith('/') ? '' : 'xl', Target.replace(/^\//, ''))
      targets.set(Id, path)
      if (Type?.endsWith('/sharedStrings')) stringsPath = path
      if (Type?.endsWith('/styles')) stylesPath = path
    },
  })
  const sheets: { name: string; path: string; isHidden: boolean }[] = []
  let date1904 = false
  walkXml(entries.get('xl/workbook.xml') ?? '', {
    open(name, { id, name: title, state, date1904: given }) {
      if (name === 'workbookPr') date1904 = isTrue(given)
      const path = targets.get(id ?? '')
      if (name === 'sheet' && path)
        sheets.push({ name: title ?? '', path, isHidden: state === 'hidden' || state === 'veryHidden' })
    },
  })
  if (sheets.length === 0) throw new UnreadableFile({ kind: 'not_a_sheet' })
  return { sheets, date1904, stringsPath, stylesPath }
}

export const isTrue = (given: string | undefined) => given === '1' || given === 'true'

/** The texts that cells name by number. Readings of Chinese characters (rPh) are no part of them. */
export function readSharedStrings(xml: Buffer | undefined): string[] {
  const strings: string[] = []
  let text = ''
  let isText = false
  let isReading = false
  walkXml(xml ?? '<none/>', {
    open(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') isReading = true
      else if (name === 't') isText = !isReading
    },
    text(piece) {
      if (isText) text += piece
    },
    close(name) {
      if (name === 't') isText = false
      else if (name === 'rPh') isReading = false
      else if (name === 'si') strings.push(decodeEscapes(text))
    },
  })
  return strings
}

export function readFormats(xml: Buffer | undefined): CellFormats {
  const codes = new Map<number, string>()
  const formats: NumberKind[] = []
  let isOfCells = false
  walkXml(xml ?? '<none/>', {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '')
      else if (name === 'cellXfs') isOfCells = true
      else if (name === 'xf' && isOfCells) formats.push(numberKind(Number(numFmtId ?? 0), codes.get(Number(numFmtId))))
    },
    close(name) {
      if (name === 'cellXfs') isOfCells = false
    },
  })
  return formats
}
