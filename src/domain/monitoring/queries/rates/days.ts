import { and, asc, between, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { readingDays as days } from '#db/schema/reading-day-parts.ts'
import type { DaySpan } from '#domain/monitoring/rules/live/series.ts'

type Stored = Awaited<ReturnType<typeof select>>[number]
export type DayFiguresShown = Omit<Stored, 'day' | 'stage'>

/** A day of one factor at one outlet: what was confirmed, beside what stands now. */
export interface ShownDay {
  day: string
  provisional: DayFiguresShown
  confirmed: DayFiguresShown | undefined
}

/** The closed days of a span, newest last. The months of the span alone are read. */
export async function listDays(
  db: Db,
  { outletId, factorNo }: { outletId: number; factorNo: number },
  { from, to }: DaySpan,
): Promise<ShownDay[]> {
  const rows = await select(db, outletId, factorNo, from, to)
  return [...Map.groupBy(rows, ({ day }) => day)].flatMap(([day, stages]) => {
    const figures = (wanted: Stored['stage']) => {
      const found = stages.find(({ stage }) => stage === wanted)
      if (!found) return undefined
      const { day: _, stage, ...rest } = found
      return rest
    }
    const provisional = figures('provisional')
    return provisional ? [{ day, provisional, confirmed: figures('confirmed') }] : []
  })
}

const select = (db: Db, outletId: number, factorNo: number, from: string, to: string) =>
  db
    .select({
      day: days.day,
      stage: days.stage,
      stopped: days.stopped,
      due: days.due,
      received: days.received,
      valid: days.valid,
      flaggedCount: days.flaggedCount,
      flagged: days.flagged,
      missing: days.missing,
      exceeded: days.exceeded,
      takenOut: days.takenOut,
      meanState: days.meanState,
      mean: days.mean,
      deviceMean: days.deviceMean,
      total: days.total,
      closedAt: days.closedAt,
    })
    .from(days)
    .where(and(eq(days.outletId, outletId), eq(days.factorNo, factorNo), between(days.day, from, to)))
    .orderBy(asc(days.day), asc(days.stage))
