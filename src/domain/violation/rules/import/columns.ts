import { type Cell, columnLetter, type SheetRow } from '#platform/sheet/sheet.ts'
import { withoutBlanks } from '#src/text/plain-text.ts'

export const ledgerFields = [
  'decisionNo',
  'decidedOn',
  'enterpriseName',
  'creditCode',
  'region',
  'title',
  'category',
  'facts',
  'basis',
  'fineYuan',
  'fineTenThousand',
  'authority',
  'legalRepresentative',
  'actOn',
  'rectifyBy',
  'execution',
] as const
export type LedgerField = (typeof ledgerFields)[number]

/** What the columns of penalty ledgers (处罚台账) are called: those of the public double-publication lists first, then what is met. */
export const ledgerColumnNames: Record<LedgerField, readonly string[]> = {
  decisionNo: [
    '行政处罚决定书文号',
    '处罚决定书文号',
    '决定书文号',
    '处罚文号',
    '文书号',
    '文号',
    '案号',
    '行政处罚决定文书号',
    'decisionno',
  ],
  decidedOn: [
    '处罚决定日期',
    '作出处罚决定日期',
    '处罚日期',
    '决定日期',
    '作出决定日期',
    '处罚时间',
    '下达时间',
    'decidedon',
  ],
  enterpriseName: [
    '行政相对人名称',
    '当事人',
    '当事人名称',
    '被处罚单位',
    '被处罚人',
    '被处罚对象',
    '企业名称',
    '单位名称',
    '违法企业名称',
    '违法主体',
    '处罚对象',
    'enterprise',
    'name',
  ],
  creditCode: ['统一社会信用代码', '行政相对人代码统一社会信用代码', '社会信用代码', '信用代码', 'creditcode', 'uscc'],
  region: ['县市区', '县区', '区县', '所属县区', '所在县区', '行政区', '辖区', 'region'],
  title: ['案件名称', '案由', '案名', '标题', 'title'],
  category: ['违法行为类型', '违法类型', '违法行为类别', '案件类型', '类别', 'category'],
  facts: ['违法事实', '主要违法事实', '处罚事由', '违法行为', '违法情形', '违法事由', 'facts'],
  basis: ['处罚依据', '法律依据', '违法依据和处罚依据', '处罚法律依据', 'legalbasis'],
  fineYuan: ['罚款金额', '罚款金额元', '处罚金额', '处罚金额元', '罚款元', '罚款', '罚款数额', 'fine'],
  fineTenThousand: ['罚款金额万元', '处罚金额万元', '罚款万元', '罚款数额万元'],
  authority: ['处罚机关', '处罚决定机关', '作出处罚决定的机关', '决定机关', '执法单位', '处罚单位', 'authority'],
  legalRepresentative: ['法定代表人', '法定代表人姓名', '法人代表', '法人', '负责人'],
  actOn: ['违法行为发生日期', '违法时间', '发现日期', '检查日期', '现场检查日期', '查处时间'],
  rectifyBy: ['整改期限', '整改时限', '限期整改日期'],
  execution: ['执行情况', '执行状态', '履行情况', '缴款情况', '整改情况'],
}

const fieldOf = new Map(ledgerFields.flatMap((field) => ledgerColumnNames[field].map((name) => [name, field] as const)))

export interface LedgerColumn {
  index: number
  letter: string
  header: string
  field: LedgerField | undefined
}

const searchedRows = 20

/**
 * The header among the first rows: the one in which the most columns are known; a head may go over several lines.
 * Without number and party it is no ledger.
 */
export function findLedgerHeader(
  rows: readonly SheetRow[],
): { columns: LedgerColumn[]; line: number; dataFrom: number } | undefined {
  const best = rows
    .slice(0, searchedRows)
    .map((row, at) => ({ row, at, columns: columnsOf(row) }))
    .sort((a, b) => known(b.columns) - known(a.columns))[0]
  const has = (field: LedgerField) => best?.columns.some((column) => column.field === field)
  if (!best || !has('decisionNo') || !has('enterpriseName')) return undefined
  const below = rows.slice(best.at + 1, best.at + 4).findIndex((row) => known(columnsOf(row)) < 2)
  return { columns: best.columns, line: best.row.line, dataFrom: best.at + 1 + Math.max(0, below) }
}

const known = (columns: LedgerColumn[]) => new Set(columns.flatMap(({ field }) => field ?? [])).size

const columnsOf = ({ cells }: SheetRow): LedgerColumn[] =>
  cells.map((cell, index) => {
    const header = textOf(cell)
    return { index, letter: columnLetter(index), header: header.slice(0, 60), field: fieldOf.get(headerKey(header)) }
  })

/** Each field with the columns that bear it, for those that stand twice: the first is read. */
export const columnsTwice = (columns: readonly LedgerColumn[]): LedgerColumn[][] =>
  [...Map.groupBy(columns, ({ field }) => field)].flatMap(([field, same]) => (field && same.length > 1 ? [same] : []))

const textOf = (cell: Cell | undefined) => (typeof cell === 'string' ? cell.trim() : '')

/** `罚款金额（万元）` -> `罚款金额万元`: here the bracket holds the unit. */
const headerKey = (header: string) =>
  withoutBlanks(header)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
