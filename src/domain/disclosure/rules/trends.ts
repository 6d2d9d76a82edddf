import { judgeAgainstLimit } from '#domain/enterprise/rules/limit.ts'

/** One outlet and factor in one year, as published. */
export interface YearlyRow {
  outletId: number
  factorCode: string
  unit: string
  year: number
  /** Why there is no mean. */
  state: string | null
  mean: number | null
  max: number | null
  limitMin: number | null
  limitMax: number | null
  totalTonnes: number | null
  permittedTonnes: number | null
  onlineMean: number | null
}

export interface TrendPoint {
  year: number
  state: string | null
  mean: number | null
  max: number | null
  onlineMean: number | null
  /** Over the limit of that year: the mean, the highest value, the on-line mean. */
  meanIsOver: boolean
  maxIsOver: boolean
  onlineIsOver: boolean
  limitMin: number | null
  limitMax: number | null
  totalTonnes: number | null
  permittedTonnes: number | null
}

export interface Trend {
  /** One for each year of the span, oldest first; a year without a disclosure has a point without values. */
  points: TrendPoint[]
}

/** Whether there is anything to draw: values of more than one year. */
export const hasPast = ({ points }: Trend): boolean => points.filter(({ mean }) => mean !== null).length > 1

/** The series of each outlet and factor that the last year has; values in another unit than that year's are gaps. */
export function trendsOf<R extends YearlyRow>(rows: readonly R[], from: number, to: number): (R & Trend)[] {
  const byKey = Map.groupBy(rows, (row) => `${row.outletId} ${row.factorCode}`)
  return rows
    .filter(({ year }) => year === to)
    .map((last) => {
      const ofKey = byKey.get(`${last.outletId} ${last.factorCode}`) ?? []
      const points = Array.from({ length: to - from + 1 }, (_, i) =>
        pointOf(
          from + i,
          ofKey.find((row) => row.year === from + i && row.unit === last.unit),
        ),
      )
      return { ...last, points }
    })
}

function pointOf(year: number, row: YearlyRow | undefined): TrendPoint {
  const { mean = null, max = null, onlineMean = null, limitMin = null, limitMax = null } = row ?? {}
  const isOver = (value: number | null) =>
    value !== null && judgeAgainstLimit({ value, limitMin, limitMax })?.standing === 'over'
  return {
    year,
    state: row?.state ?? null,
    mean,
    max,
    onlineMean,
    meanIsOver: isOver(mean),
    maxIsOver: isOver(max),
    onlineIsOver: isOver(onlineMean),
    limitMin,
    limitMax,
    totalTonnes: row?.totalTonnes ?? null,
    permittedTonnes: row?.permittedTonnes ?? null,
  }
}

export interface TotalTrend {
  factorCode: string
  factorNameZh: string
  factorNameEn: string
  /** Null: no outlet of the factor gave a total. `permittedTonnes` is null unless every outlet has a permitted total. */
  points: { year: number; totalTonnes: number | null; permittedTonnes: number | null; isOver: boolean }[]
}

/** The enterprise's totals by factor over the years: the outlets' totals added up. Factors without any total are left out. */
export function totalTrendsOf(
  trends: readonly (Trend & { factorCode: string; factorNameZh: string; factorNameEn: string })[],
): TotalTrend[] {
  const factors = [...Map.groupBy(trends, ({ factorCode }) => factorCode).values()]
  return factors.flatMap((ofFactor) => {
    const [first] = ofFactor
    if (!first) return []
    const points = first.points.map(({ year }, i) => {
      const given = ofFactor.flatMap(({ points }) => (points[i]?.totalTonnes == null ? [] : [points[i]]))
      const permitted = given.flatMap(({ permittedTonnes }) => (permittedTonnes === null ? [] : [permittedTonnes]))
      const totalTonnes = given.length === 0 ? null : sum(given.map(({ totalTonnes }) => totalTonnes as number))
      const permittedTonnes = given.length > 0 && permitted.length === given.length ? sum(permitted) : null
      const judged = totalTonnes === null ? null : judgeAgainstLimit({ value: totalTonnes, limitMax: permittedTonnes })
      return { year, totalTonnes, permittedTonnes, isOver: judged?.standing === 'over' }
    })
    if (points.every(({ totalTonnes }) => totalTonnes === null)) return []
    const { factorCode, factorNameZh, factorNameEn } = first
    return [{ factorCode, factorNameZh, factorNameEn, points }]
  })
}

/** Without the binary noise of adding decimals. */
const sum = (values: readonly number[]) => Number(values.reduce((total, value) => total + value, 0).toPrecision(12))
