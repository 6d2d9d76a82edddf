import type { RowAnswers } from '#domain/disclosure/rules/answers.ts'

/** What a reader compares between two versions of one outlet and factor. */
export type ComparedRow = Pick<RowAnswers, (typeof comparedColumns)[number]> & {
  outletCode: string
  factorCode: string
  limitMin: number | null
  limitMax: number | null
  permittedTonnes: number | null
}

const comparedColumns = [
  'route',
  'pattern',
  'concentrationState',
  'concentrationMin',
  'concentrationMean',
  'concentrationMax',
  'detectionLimit',
  'origin',
  'sampleCount',
  'reportNo',
  'rateMin',
  'rateMax',
  'totalState',
  'totalTonnes',
  'judgedCount',
  'exceedanceCount',
  'exceedanceReason',
  'specialLimit',
  'limitRate',
  'limitWaterPerProduct',
  'specialPeriodLimit',
  'supervisoryExceedanceRate',
  'onlineExceedanceRate',
  'unusualReason',
] as const
const allColumns = [...comparedColumns, 'limitMin', 'limitMax', 'permittedTonnes'] as const
export type ComparedColumn = (typeof allColumns)[number]

export interface ChangedRow<Row> {
  kind: 'added' | 'removed' | 'changed'
  /** The row as it is now; for `removed` as it was. */
  row: Row
  changes: { column: ComparedColumn; before: string | number | null; after: string | number | null }[]
}

/** What a later version says otherwise than an earlier one, in the order of the later, removed rows last. */
export function changesBetween<Row extends ComparedRow>(
  before: readonly Row[],
  after: readonly Row[],
): ChangedRow<Row>[] {
  const key = (row: Row) => `${row.outletCode} ${row.factorCode}`
  const earlier = new Map(before.map((row) => [key(row), row]))
  const later = new Set(after.map(key))
  const changed = after.flatMap((row): ChangedRow<Row>[] => {
    const old = earlier.get(key(row))
    if (!old) return [{ kind: 'added', row, changes: [] }]
    const changes = allColumns
      .filter((column) => old[column] !== row[column])
      .map((column) => ({ column, before: old[column], after: row[column] }))
    return changes.length > 0 ? [{ kind: 'changed', row, changes }] : []
  })
  const removed = before.filter((row) => !later.has(key(row)))
  return [...changed, ...removed.map((row): ChangedRow<Row> => ({ kind: 'removed', row, changes: [] }))]
}
