import type { Db } from '#db/client.ts'
import type { readingKinds } from '#db/vocabulary.ts'
import type { ReadingApiSearch } from '#domain/monitoring/input/live.ts'
import { mediumOfOutlet } from '#domain/monitoring/queries/live/city.ts'
import { limitsOf } from '#domain/monitoring/queries/live/limits.ts'
import { findFactor, findLiveOutlet } from '#domain/monitoring/queries/live/outlet.ts'
import { readReadings } from '#domain/monitoring/queries/live/series.ts'
import { isNormal, judgementOf, limitOn, shownValue } from '#domain/monitoring/rules/live/value.ts'
import { cityDate } from '#platform/clock.ts'

const dayMs = 86_400_000
/** The longest span of one question, in days; more is read in several. */
export const apiSpans: Record<(typeof readingKinds)[number], number> = {
  realtime: 31,
  minute: 31,
  hour: 366,
  day: 3660,
}

/** One page of `/api/v1/readings`. A span bounds the months that are read, a limit the rows. */
export async function listReadingPage(db: Db, search: ReadingApiSearch, now: Date) {
  const [outlet, factor] = await Promise.all([findLiveOutlet(db, search.outlet), findFactor(db, search.factor)])
  if (!outlet) return { missing: 'There is no such outlet; /api/v1/outlets lists them' }
  if (!factor) return { missing: `There is no factor ${search.factor}; /api/v1/factors lists them` }
  const { kind } = search
  const most = apiSpans[kind]
  const end =
    search.to ?? new Date(Math.min(now.getTime(), (search.from?.getTime() ?? now.getTime()) + most * dayMs) + 1)
  const from = search.from ?? new Date(end.getTime() - (kind === 'day' ? 31 : 1) * dayMs)
  if (from >= end) return { refused: { field: 'from', message: 'from must be before to; to itself is not included' } }
  if (end.getTime() - from.getTime() > most * dayMs + 1)
    return { refused: { field: 'to', message: `At most ${most} days of kind ${kind} at once` } }
  const start = search.cursor && search.cursor >= from ? new Date(search.cursor.getTime() + 1) : from
  const [rows, limits] = await Promise.all([
    readReadings(db, { outletId: outlet.outletId, factorNo: factor.no, kind }, { start, end }, search.limit + 1),
    limitsOf(db, [outlet.outletId], cityDate(from), cityDate(end)),
  ])
  const medium = mediumOfOutlet(outlet.outletKind)
  const shown = rows.slice(0, search.limit)
  return {
    rows: shown.map((row) => {
      const limit = limitOn(limits.get(outlet.outletId) ?? [], factor.code, cityDate(row.at), medium, factor.unit)
      const judgement = judgementOf({ kind, value: shownValue(row), flag: row.flag, limit }, medium)
      return {
        outletId: outlet.outletId,
        creditCode: outlet.creditCode,
        outletCode: outlet.outletCode,
        factorCode: factor.code,
        kind,
        at: row.at.toISOString(),
        mean: row.mean,
        min: row.min,
        max: row.max,
        standardisedMean: row.stdMean,
        standardisedMin: row.stdMin,
        standardisedMax: row.stdMax,
        unit: factor.unit,
        total: row.total,
        totalUnit: row.total === null ? null : factor.amountUnit,
        flag: row.flag,
        isNormal: isNormal(row.flag),
        limitMin: limit?.limitMin ?? null,
        limitMax: limit?.limitMax ?? null,
        limitUnit: limit ? factor.unit : null,
        standing: judgement?.standing ?? null,
        receivedAt: row.receivedAt.toISOString(),
      }
    }),
    cursor: rows.length > search.limit ? (shown.at(-1)?.at.toISOString() ?? null) : null,
  }
}
