import { type EntryField, type EntryTexts, type FileKind, fieldsOf } from '#domain/monitoring/input.ts'
import { type Cell, columnLetter, type Sheet } from '#platform/sheet/sheet.ts'
import { withoutBlanks } from '#src/text/plain-text.ts'

/** What the columns are called: the first name is that of the portal's own template. */
export const columnNames: Record<EntryField, readonly string[]> = {
  creditCode: ['统一社会信用代码', '社会信用代码', '信用代码', 'creditcode'],
  outletCode: ['排放口编号', '排污口编号', '排口编号', '点位编号', 'outletcode', 'outlet'],
  factor: ['污染物', '污染因子', '监测因子', '监测项目', '项目', 'factor', 'factorcode'],
  sampledOn: ['采样日期', '监测日期', '采样时间', '监测时间', 'sampledon'],
  value: ['监测结果', '监测值', '浓度', '结果', '排放浓度', 'value', 'result'],
  unit: ['单位', '浓度单位', 'unit'],
  reportNo: ['报告编号', '监测报告编号', '检测报告编号', '报告号', 'reportno'],
  authority: ['监测单位', '监测机构', '采样单位', 'authority'],
  fromOn: ['起始日期', '开始日期', '起', 'from'],
  toOn: ['截止日期', '结束日期', '止', 'to'],
  judged: ['评价时段数', '有效时段数', '有效数据数', 'judged'],
  exceeded: ['超标时段数', '超标次数', 'exceeded'],
  min: ['最低浓度', '最小值', 'min'],
  mean: ['平均浓度', '平均值', '均值', 'mean'],
  max: ['最高浓度', '最大值', 'max'],
  total: ['排放量', '排放总量', '累计排放量', 'total'],
  source: ['数据来源', '来源', 'source'],
}

export interface EntryColumn {
  index: number
  letter: string
  header: string
  field: EntryField
}

export interface EntryTable {
  sheet: string
  columns: EntryColumn[]
  headerLine: number
  lines: { line: number; texts: EntryTexts }[]
  /** Fields whose column is missing. */
  missing: EntryField[]
}

const optional: readonly EntryField[] = ['unit', 'total']
const searchedRows = 30
const passedOver = /^(注|备注|说明|合计|总计|填报|填表|制表|审核)/

/** Finds header and lines below titles and notes, in the sheet that names the most of the columns; undefined when none does. */
export function findEntryTable(sheets: readonly Sheet[], kind: FileKind): EntryTable | undefined {
  const fields = fieldsOf(kind)
  const candidates = sheets.flatMap((sheet) =>
    sheet.rows.slice(0, searchedRows).map((row, i) => {
      const columns = row.cells.flatMap((cell, index) => columnOf(cell, index, fields))
      const unique = columns.filter(({ field }, at) => columns.findIndex((column) => column.field === field) === at)
      return { sheet, row, from: i + 1, columns: unique }
    }),
  )
  const [best] = candidates.sort((a, b) => b.columns.length - a.columns.length)
  if (!best || best.columns.length < 3) return undefined
  const found = new Set(best.columns.map(({ field }) => field))
  const lines = best.sheet.rows.slice(best.from).flatMap(({ line, cells }) => {
    const texts = Object.fromEntries(best.columns.map(({ field, index }) => [field, shown(cells[index])])) as EntryTexts
    const filled = Object.values(texts).filter((text) => text !== '')
    return filled.length === 0 || (filled.length === 1 && passedOver.test(filled[0] ?? '')) ? [] : [{ line, texts }]
  })
  return {
    sheet: best.sheet.name,
    columns: best.columns,
    headerLine: best.row.line,
    lines,
    missing: fields.filter((field) => !found.has(field) && !optional.includes(field)),
  }
}

function columnOf(cell: Cell, index: number, fields: readonly EntryField[]): EntryColumn[] {
  if (typeof cell !== 'string') return []
  const key = withoutBlanks(cell)
    .toLowerCase()
    .replace(/[([【（].*?[)\]】）]/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
  const field = fields.find((candidate) => columnNames[candidate].includes(key))
  return field ? [{ index, letter: columnLetter(index), header: cell.trim().slice(0, 60), field }] : []
}

/** A cell as its reader sees it; a day of a spreadsheet as `YYYY-MM-DD`. */
function shown(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).slice(0, 500).trim()
}
