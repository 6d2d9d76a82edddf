import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { readingKinds } from '#db/vocabulary.ts'
import type { Standing } from '#domain/enterprise/rules/limit.ts'
import { limitsOf } from '#domain/monitoring/queries/live/limits.ts'
import { type DaySpan, instantsOf, periodsOf, type SeriesStep } from '#domain/monitoring/rules/live/series.ts'
import { type DatedLimit, isNormal, judgementOf, limitOn, shownValue } from '#domain/monitoring/rules/live/value.ts'
import { cityDate } from '#platform/clock.ts'

type ReadingKind = (typeof readingKinds)[number]

export interface StoredReading {
  at: Date
  min: number | null
  mean: number | null
  max: number | null
  total: number | null
  stdMin: number | null
  stdMean: number | null
  stdMax: number | null
  flag: string | null
  receivedAt: Date
}

/** The readings of one factor at one outlet, oldest first. The months of the span alone are read. */
export async function readReadings(
  db: Db,
  { outletId, factorNo, kind }: { outletId: number; factorNo: number; kind: ReadingKind },
  { start, end }: { start: Date; end: Date },
  most: number,
): Promise<StoredReading[]> {
  const rows = (await db.execute(sql`
    select at, min, mean, max, total, std_min as "stdMin", std_mean as "stdMean", std_max as "stdMax", flag, received_at as "receivedAt"
    from readings
    where outlet_id = ${outletId} and factor_no = ${factorNo} and kind = ${sql.raw(`'${kind}'`)}
      and at >= ${start.toISOString()}::timestamptz and at < ${end.toISOString()}::timestamptz
    order by at limit ${most}`)) as unknown as (Omit<StoredReading, 'at' | 'receivedAt'> & {
    at: string
    receivedAt: string
  })[]
  return rows.map((row) => ({ ...row, at: new Date(row.at), receivedAt: new Date(row.receivedAt) }))
}

/** Why there is no value, or why the one that is there does not count: a flag, or one of these. */
export type WhyNoValue = 'not_received' | 'since_offline' | 'not_a_number' | `flag_${string}`

export interface SeriesPoint {
  at: Date
  /** What is drawn: of gases converted where the device sent it so. */
  value: number | null
  min: number | null
  max: number | null
  total: number | null
  flag: string | null
  why: WhyNoValue | null
  limitMin: number | null
  limitMax: number | null
  standing: Standing | null
  multiple: number | null
  /** Of a month: the valid days that it is the mean of. */
  days?: number
}

export interface SeriesOf {
  outletId: number
  medium: 'water' | 'air'
  factor: { no: number; code: string; unit: string }
  /** Before this day no device was there: nothing is missing. */
  registeredOn: string
  lastFrameAt: Date | null
}

const mostRealtime = 20_000

/** A curve: each period that is over has its point, with its value or the reason why there is none. */
export async function readSeries(
  db: Db,
  of: SeriesOf,
  step: SeriesStep,
  span: DaySpan,
  now: Date,
): Promise<SeriesPoint[]> {
  const kind = step === 'month' ? 'day' : step
  const [rows, limits] = await Promise.all([
    readReadings(db, { outletId: of.outletId, factorNo: of.factor.no, kind }, instantsOf(span), mostRealtime),
    limitsOf(db, [of.outletId], span.from, span.to),
  ])
  const own = (limits.get(of.outletId) ?? []).filter(({ factorCode }) => factorCode === of.factor.code)
  const point = pointMaker(of, kind, own)
  if (step === 'realtime') return rows.map((row) => point(row.at, row))
  if (step === 'month') return monthPoints(rows, periodsOf(step, span, now), point, of)
  const found = new Map(rows.map((row) => [row.at.getTime(), row]))
  return periodsOf(step, span, now)
    .filter((at) => found.has(at.getTime()) || cityDate(at) >= of.registeredOn)
    .map((at) => point(at, found.get(at.getTime())))
}

type MakePoint = (at: Date, row: StoredReading | undefined) => SeriesPoint

function pointMaker(of: SeriesOf, kind: ReadingKind, limits: readonly DatedLimit[]): MakePoint {
  const { medium, factor, lastFrameAt } = of
  const limitAt = new Map<string, ReturnType<typeof limitOn>>()
  return (at, row) => {
    const day = cityDate(at)
    const limit = limitAt.has(day) ? limitAt.get(day) : limitOn(limits, factor.code, day, medium, factor.unit)
    limitAt.set(day, limit ?? null)
    const value = row ? shownValue(row) : null
    const judgement = judgementOf({ kind, value, flag: row?.flag ?? null, limit: limit ?? null }, medium)
    return {
      at,
      value,
      min: row?.stdMin ?? row?.min ?? null,
      max: row?.stdMax ?? row?.max ?? null,
      total: row?.total ?? null,
      flag: row?.flag ?? null,
      why: whyOf(row, value, at, lastFrameAt),
      limitMin: limit?.limitMin ?? null,
      limitMax: limit?.limitMax ?? null,
      standing: judgement?.standing ?? null,
      multiple: judgement?.multiple ?? null,
    }
  }
}

function whyOf(
  row: StoredReading | undefined,
  value: number | null,
  at: Date,
  lastFrameAt: Date | null,
): WhyNoValue | null {
  if (!row) return lastFrameAt && at > lastFrameAt ? 'since_offline' : 'not_received'
  if (!isNormal(row.flag)) return `flag_${row.flag}`
  return value === null ? 'not_a_number' : null
}

/** A month is the mean of its days whose flags let them stand; it is never judged. */
function monthPoints(
  rows: readonly StoredReading[],
  months: readonly Date[],
  point: MakePoint,
  { registeredOn }: SeriesOf,
): SeriesPoint[] {
  const byMonth = Map.groupBy(rows, ({ at }) => cityDate(at).slice(0, 7))
  return months.flatMap((at) => {
    const month = cityDate(at).slice(0, 7)
    const days = byMonth.get(month) ?? []
    if (days.length === 0 && month < registeredOn.slice(0, 7)) return []
    const valid = days.filter(({ flag }) => isNormal(flag)).flatMap((row) => shownValue(row) ?? [])
    const totals = days.flatMap(({ total }) => total ?? [])
    const sum = (values: number[]) => Number(values.reduce((a, b) => a + b, 0).toPrecision(10))
    return [
      {
        ...point(at, undefined),
        value: valid.length > 0 ? Number((sum(valid) / valid.length).toPrecision(6)) : null,
        min: valid.length > 0 ? Math.min(...valid) : null,
        max: valid.length > 0 ? Math.max(...valid) : null,
        total: totals.length > 0 ? sum(totals) : null,
        why: valid.length > 0 ? null : ('not_received' as const),
        standing: null,
        multiple: null,
        days: valid.length,
      },
    ]
  })
}
