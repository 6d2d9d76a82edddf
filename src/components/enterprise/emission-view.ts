import { judgeRow, type RowJudgement } from '#domain/disclosure/rules/judgement.ts'
import type { Emission } from '#domain/enterprise/queries/record.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** One outlet and factor over the years; `newest` is the row of the newest disclosure, if it is still in it. */
export interface EmissionSeries {
  key: string
  outletCode: string
  outletName: string
  factorCode: string
  factorZh: string
  factorEn: string
  unit: string
  /** Oldest first. */
  rows: (Emission & { judgement: RowJudgement })[]
  newest: (Emission & { judgement: RowJudgement }) | undefined
}

/** The rows of all years, gathered by outlet and factor in the order of the newest disclosure. */
export function emissionSeries(emissions: Emission[]): EmissionSeries[] {
  const newestYear = Math.max(0, ...emissions.map(({ year }) => year))
  const judged = emissions.map((row) => ({ ...row, judgement: judgeRow(row, row) }))
  const groups = [...Map.groupBy(judged, (row) => `${row.outletCode}-${row.factorCode}`)]
  return groups
    .map(([key, rows]) => {
      const last = rows.at(-1) as (typeof rows)[number]
      const { outletCode, outletName, factorCode, factorZh, factorEn, unit } = last
      const newest = last.year === newestYear ? last : undefined
      return { key, outletCode, outletName, factorCode, factorZh, factorEn, unit, rows, newest }
    })
    .sort((a, b) => position(a) - position(b))
}

/** How the newest disclosure stands as a whole: its worst concentration decides (enterprise/queries/standing.ts). */
export function standingOf(series: EmissionSeries[]): 'over' | 'near' | 'within' | 'none' {
  const rows = series.flatMap(({ newest }) => (newest ? [newest] : []))
  if (rows.length === 0) return 'none'
  const isOver = ({ judgement, exceedanceCount }: (typeof rows)[number]) =>
    judgement.worst?.standing === 'over' || (exceedanceCount ?? 0) > 0
  if (rows.some(isOver)) return 'over'
  return rows.some(({ judgement }) => judgement.worst?.standing === 'near') ? 'near' : 'within'
}

const position = ({ newest, rows }: EmissionSeries) => (newest ? newest.position : 10_000 + (rows[0]?.position ?? 0))

export const factorName = (row: { factorZh: string; factorEn: string }, locale: Locale) =>
  locale === 'zh' ? row.factorZh : row.factorEn

/** 废水化学需氧量: the medium before the factor, since several factors exist in both. */
export function emissionName(row: Emission, locale: Locale): string {
  const water = row.outletKind === 'water_outlet'
  if (locale === 'en') return `${row.factorEn} in ${water ? 'waste water' : 'waste gas'}`
  return `${water ? '废水' : '废气'}${row.factorZh}`
}
