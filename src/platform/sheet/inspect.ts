import { readFormats, readSharedStrings, readSheetList } from '#platform/sheet/parts.ts'
import { sizeFault, UnreadableFile } from '#platform/sheet/sheet.ts'
import { type InspectedSheet, readSheetPart, type WorkbookParts } from '#platform/sheet/sheet-part.ts'
import { unzipWorkbook } from '#platform/sheet/zip.ts'

export interface InspectedWorkbook {
  sheets: InspectedSheet[]
}

/**
 * Reads a workbook with what a table alone does not show: formulas, errors, merged cells, what is hidden. Each cell gives what
 * a person would have typed for what it shows.
 * @throws UnreadableFile with the reason
 */
export function inspectXlsx(given: Uint8Array): InspectedWorkbook {
  const bytes = workbookBytes(given)
  const entries = unzipWorkbook(bytes)
  const { sheets, date1904, stringsPath, stylesPath } = readSheetList(entries)
  const parts: WorkbookParts = {
    strings: readSharedStrings(entries.get(stringsPath)),
    formats: readFormats(entries.get(stylesPath)),
    date1904,
  }
  return {
    sheets: sheets.flatMap(({ name, path, isHidden }) => {
      const xml = entries.get(path)
      return xml ? [{ name, path, isHidden, ...readSheetPart(xml, parts) }] : []
    }),
  }
}

/** The bytes, once they can be a workbook at all. @throws UnreadableFile */
export function workbookBytes(given: Uint8Array): Buffer {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const fault = sizeFault(bytes.length)
  if (fault) throw new UnreadableFile(fault)
  const mark = bytes.length < 4 ? 0 : bytes.readUInt32BE(0)
  if (mark === 0xd0cf11e0) throw new UnreadableFile({ kind: 'old_excel' })
  if (mark !== 0x504b0304) throw new UnreadableFile({ kind: 'no_workbook' })
  return bytes
}
