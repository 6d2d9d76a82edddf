import { desc, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { scoreMonths } from '#db/schema/assessment.ts'
import { listScoreRows } from '#domain/assessment/queries/score-rows.ts'
import { type Formula, firstMonth, formulaOfVersion, formulaOn } from '#domain/assessment/rules/formula.ts'
import { monthBefore, monthOf } from '#domain/assessment/rules/month.ts'
import { type CountyScore, type MonthScores, type ScoreRow, scoreMonth } from '#domain/assessment/rules/score.ts'
import { listRegions } from '#domain/region/queries.ts'
import { cityDate } from '#platform/clock.ts'

export interface ScoredMonth {
  month: string
  formula: Formula
  rows: ScoreRow[]
  scores: MonthScores
  /** How and when it was fixed; null while it still changes with its rows. */
  fixed: { version: number; sha256: string; fixedAt: Date; reason: string | null } | null
}

/** The scores of a month with the rows behind them: as they were fixed, or from the rows of now. Undefined for a month that is none of ours. */
export async function scoresOf(db: Db, month: string, now: Date): Promise<ScoredMonth | undefined> {
  if (month < firstMonth || month > monthOf(cityDate(now))) return undefined
  const [fixed] = await db
    .select()
    .from(scoreMonths)
    .where(eq(scoreMonths.month, month))
    .orderBy(desc(scoreMonths.version))
    .limit(1)
  if (!fixed) return computeMonth(db, month, now)
  const { version, sha256, fixedAt, reason } = fixed
  return {
    month,
    formula: formulaOfVersion(fixed.formula),
    rows: JSON.parse(fixed.rows) as ScoreRow[],
    scores: JSON.parse(fixed.scores) as MonthScores,
    fixed: { version, sha256, fixedAt, reason },
  }
}

/** The same from the rows of now, whatever was fixed. */
export async function computeMonth(db: Db, month: string, now: Date): Promise<ScoredMonth> {
  const [rows, regions] = await Promise.all([listScoreRows(db, month, now), listRegions(db)])
  const formula = formulaOn(month)
  const codes = regions.map(({ code }) => code)
  return { month, formula, rows, scores: scoreMonth(month, formula, rows, codes), fixed: null }
}

/** The scores of several months, oldest first; what was not fixed yet is computed. */
export async function listScores(db: Db, months: readonly string[], now: Date) {
  const ours = months.filter((month) => month >= firstMonth && month <= monthOf(cityDate(now)))
  const stored = await db
    .selectDistinctOn([scoreMonths.month], { month: scoreMonths.month, scores: scoreMonths.scores })
    .from(scoreMonths)
    .where(inArray(scoreMonths.month, [...ours]))
    .orderBy(scoreMonths.month, desc(scoreMonths.version))
  const fixed = new Map(stored.map(({ month, scores }) => [month, JSON.parse(scores) as MonthScores]))
  const all = await Promise.all(
    ours.map(async (month) => {
      const scores = fixed.get(month)
      return { scores: scores ?? (await computeMonth(db, month, now)).scores, isFixed: scores !== undefined }
    }),
  )
  return all.sort((a, b) => (a.scores.month < b.scores.month ? -1 : 1))
}

/** The newest month that is over: what the ranking shows first. */
export const newestMonth = (now: Date): string => monthBefore(monthOf(cityDate(now)))

/** The counties of a month, the best first; those without a score last. */
export const ranked = (scores: MonthScores): CountyScore[] =>
  [...scores.counties].sort((a, b) => (a.rank ?? 99) - (b.rank ?? 99) || (a.regionCode < b.regionCode ? -1 : 1))

/** The months whose scores are fixed, the newest first. */
export async function listFixedMonths(db: Db): Promise<string[]> {
  const rows = await db.selectDistinct({ month: scoreMonths.month }).from(scoreMonths).orderBy(desc(scoreMonths.month))
  return rows.map(({ month }) => month)
}
