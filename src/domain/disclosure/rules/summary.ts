import type { RowAnswers } from '#domain/disclosure/rules/answers.ts'
import { judgeRow, type RowJudgement } from '#domain/disclosure/rules/judgement.ts'
import { hasMultiple } from '#domain/enterprise/rules/limit.ts'

/** What a summary needs of a published row. */
export type SummarisedRow = RowAnswers & {
  outletId: number
  factorCode: string
  factorNameZh: string
  factorNameEn: string
  concentrationUnit: string
  hasTotal: boolean
  limitMin: number | null
  limitMax: number | null
  permittedTonnes: number | null
}

export interface DisclosureSummary<Row> {
  outlets: number
  factors: number
  /** Rows with a value or a judged period over the limit. */
  over: number
  /** The row whose worst single value stands furthest above its limit, with its multiple; undefined where none has one. */
  worst: { row: Row; multiple: number } | undefined
  overTotals: number
  /** Rows without a concentration, for whatever reason but "below detection". */
  withoutValue: number
}

/** The answer that the page opens with. */
export function summarise<Row extends SummarisedRow>(rows: readonly Row[]): DisclosureSummary<Row> {
  const judged = rows.map((row) => ({ row, judgement: judgeRow(row, row) }))
  const multiples = judged.flatMap(({ row, judgement }) =>
    judgement.worst?.multiple && hasMultiple(row.concentrationUnit)
      ? [{ row, multiple: judgement.worst.multiple }]
      : [],
  )
  return {
    outlets: new Set(rows.map(({ outletId }) => outletId)).size,
    factors: rows.length,
    over: judged.filter(({ row, judgement }) => isOverLimit(row, judgement)).length,
    worst: multiples.sort((a, b) => b.multiple - a.multiple)[0],
    overTotals: judged.filter(({ judgement }) => judgement.total?.standing === 'over').length,
    withoutValue: rows.filter(({ concentrationState: state }) => state !== 'measured' && state !== 'below_detection')
      .length,
  }
}

export const isOverLimit = (row: Pick<RowAnswers, 'exceedanceCount'>, { worst }: RowJudgement) =>
  worst?.standing === 'over' || (row.exceedanceCount ?? 0) > 0

export interface FactorTotal {
  factorCode: string
  factorNameZh: string
  factorNameEn: string
  outlets: number
  totalTonnes: number
  /** Null unless every outlet of the factor has a permitted total. */
  permittedTonnes: number | null
  /** Outlets of the factor that have no total. */
  without: number
}

/** 全厂排放量汇总: each factor over all outlets (annex 2, below tables W2 and A2). Factors without any total are left out. */
export function totalsByFactor(rows: readonly SummarisedRow[]): FactorTotal[] {
  const factors = Map.groupBy(
    rows.filter(({ hasTotal }) => hasTotal),
    ({ factorCode }) => factorCode,
  )
  return [...factors.values()].flatMap((ofFactor): FactorTotal[] => {
    const [first] = ofFactor
    const totals = ofFactor.flatMap(({ totalTonnes }) => (totalTonnes === null ? [] : [totalTonnes]))
    const permitted = ofFactor.flatMap(({ permittedTonnes }) => (permittedTonnes === null ? [] : [permittedTonnes]))
    if (!first || totals.length === 0) return []
    const { factorCode, factorNameZh, factorNameEn } = first
    return [
      {
        factorCode,
        factorNameZh,
        factorNameEn,
        outlets: ofFactor.length,
        totalTonnes: sum(totals),
        permittedTonnes: permitted.length === ofFactor.length ? sum(permitted) : null,
        without: ofFactor.filter(({ totalState }) => totalState !== 'measured' && totalState !== 'no_discharge').length,
      },
    ]
  })
}

/** Without the binary noise of adding decimals. */
const sum = (values: readonly number[]) => Number(values.reduce((total, value) => total + value, 0).toPrecision(12))
