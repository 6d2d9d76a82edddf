import readXlsxFile from 'read-excel-file/node'
import { type Cell, sheetLimits, UnreadableFile, type Workbook } from '#platform/sheet/sheet.ts'
import { unzipWorkbook } from '#platform/sheet/zip.ts'

/** Reads the sheets of an Excel workbook. What it would unpack to is measured first: a small file can hold a huge one. */
export async function readXlsx(bytes: Buffer): Promise<Workbook> {
  unzipWorkbook(bytes)
  const sheets = await readXlsxFile(bytes, { trim: false }).catch(() => {
    throw new UnreadableFile({ kind: 'not_a_sheet' })
  })
  return {
    format: 'XLSX',
    sheets: sheets.map(({ sheet, data }) => {
      if (data.length > sheetLimits.rows) throw new UnreadableFile({ kind: 'too_many_rows', most: sheetLimits.rows })
      return {
        name: sheet,
        rows: data.map((cells, i) => ({
          line: i + 1,
          cells: cells.slice(0, sheetLimits.columns) as unknown as Cell[],
        })),
      }
    }),
  }
}
