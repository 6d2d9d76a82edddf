import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { factors as factorTable } from '#db/schema/standard.ts'
import { mediumOfOutlet } from '#domain/monitoring/queries/live/city.ts'
import { limitsOf } from '#domain/monitoring/queries/live/limits.ts'
import { marksOf } from '#domain/monitoring/queries/rates/marks.ts'
import { type StoppedPeriod, stopsOf } from '#domain/monitoring/queries/stops.ts'
import { limitOn } from '#domain/monitoring/rules/live/value.ts'
import { flowFactors, ratedFactorsOn } from '#domain/monitoring/rules/online-rules.ts'
import type { DayInput } from '#domain/monitoring/rules/rates/day.ts'
import {
  dayStartMs,
  type HourRead,
  hourMs,
  hoursIn,
  hoursOfDay,
  marksIn,
} from '#domain/monitoring/rules/rates/hours.ts'
import { addDays } from '#platform/clock.ts'
import { remembered } from '#platform/remember.ts'

export interface DayOfFactor {
  outletId: number
  factorNo: number
  input: DayInput
}

type Hours = (HourRead | undefined)[]
type DeviceDay = NonNullable<DayInput['deviceDay']>

/** What the day of each outlet is closed from: one input for each factor that is expected of it. */
export async function readDayInputs(db: Db, outletIds: readonly number[], day: string): Promise<DayOfFactor[]> {
  const [byNo, outlets, hours, deviceDays, limits, lately, marks, stops] = await Promise.all([
    factorsByNo(db),
    readOutlets(db, outletIds),
    readHours(db, outletIds, day),
    readDeviceDays(db, outletIds, day),
    limitsOf(db, outletIds, day, day),
    sentLately(db, outletIds, day),
    marksOf(db, outletIds, day, day),
    stopsOf(db, outletIds, { from: new Date(dayStartMs(day)), to: new Date(dayStartMs(addDays(day, 1))) }),
  ])
  const noOf = new Map([...byNo].map(([no, { code }]) => [code, no]))
  return outlets.flatMap(({ id, kind }) => {
    const medium = mediumOfOutlet(kind)
    const own = hours.get(id) ?? new Map<number, Hours>()
    const sent = new Set([...own.keys(), ...(lately.get(id) ?? [])])
    const limited = new Set((limits.get(id) ?? []).map(({ factorCode }) => factorCode))
    const rated = ratedFactorsOn(day, medium)
    const stopped = hoursIn((stops.get(id) ?? []).map(spanOf), day)
    const ofOutlet = marks.get(id) ?? []
    const flow = own.get(noOf.get(flowFactors[medium]) ?? -1)
    const volumes = medium === 'water' && flow ? flow.map((read) => read?.total ?? null) : undefined
    return [...byNo].flatMap(([factorNo, { code, unit }]) => {
      const isFlow = code === flowFactors[medium]
      const isExpected = sent.has(factorNo) ? limited.has(code) || isFlow : limited.has(code) && rated.includes(code)
      if (!isExpected) return []
      return [
        {
          outletId: id,
          factorNo,
          input: {
            day,
            medium,
            hours: own.get(factorNo) ?? Array<undefined>(hoursOfDay).fill(undefined),
            stopped,
            marks: marksIn(ofOutlet, code, day),
            limit: limitOn(limits.get(id) ?? [], code, day, medium, unit),
            volumes: isFlow ? undefined : volumes,
            deviceDay: deviceDays.get(`${id} ${factorNo}`),
          },
        },
      ]
    })
  })
}

/** A stop of the plant or of its device alike. */
const spanOf = ({ from, to }: StoppedPeriod) => ({
  fromMs: from.getTime(),
  toMs: to?.getTime() ?? Number.POSITIVE_INFINITY,
})

const factorsByNo = remembered(async (db: Db) => {
  const rows = await db.select({ no: factorTable.no, code: factorTable.code, unit: factorTable.unit }).from(factorTable)
  return new Map(rows.map(({ no, code, unit }) => [no, { code, unit }]))
})

async function readOutlets(db: Db, ids: readonly number[]) {
  return (await db.execute(
    sql`select id, kind from outlets where id = any(${sql.param(ids)}::int[]) order by id`,
  )) as unknown as { id: number; kind: Parameters<typeof mediumOfOutlet>[0] }[]
}

const instant = (ms: number) => new Date(ms).toISOString()

/**
 * The hours of a day, of each outlet and factor as one line of text: a hundred thousand short lines are read several times
 * faster than some million rows.
 */
async function readHours(db: Db, ids: readonly number[], day: string): Promise<Map<number, Map<number, Hours>>> {
  const start = instant(dayStartMs(day))
  const end = instant(dayStartMs(day) + hoursOfDay * hourMs)
  const rows = (await db.execute(sql`
    select outlet_id, factor_no, string_agg(concat(extract(epoch from at - ${start}::timestamptz)::int / 3600, ',', coalesce(std_mean, mean), ',', flag,
      ',', coalesce(std_min, min), ',', coalesce(std_max, max), ',', total), ' ' order by at) as hours
    from readings
    where outlet_id = any(${sql.param(ids)}::int[]) and kind = 'hour' and at >= ${start}::timestamptz and at < ${end}::timestamptz
    group by outlet_id, factor_no`)) as unknown as { outlet_id: number; factor_no: number; hours: string }[]
  const byOutlet = new Map<number, Map<number, Hours>>()
  for (const { outlet_id, factor_no, hours } of rows) {
    const own = byOutlet.get(outlet_id) ?? new Map<number, Hours>()
    byOutlet.set(outlet_id, own)
    own.set(factor_no, hoursFrom(hours))
  }
  return byOutlet
}

/** Of two that a device's clock put into one hour the first is read. */
function hoursFrom(text: string): Hours {
  const hours: Hours = Array(hoursOfDay).fill(undefined)
  for (const part of text.split(' ')) {
    const [hour = '', value, flag, min, max, total] = part.split(',')
    hours[Number(hour)] ??= {
      value: numberFrom(value),
      flag: flag || null,
      min: numberFrom(min),
      max: numberFrom(max),
      total: numberFrom(total),
    }
  }
  return hours
}
const numberFrom = (text: string | undefined): number | null => {
  const value = text ? Number(text) : Number.NaN
  return Number.isFinite(value) ? value : null
}

async function readDeviceDays(db: Db, ids: readonly number[], day: string): Promise<Map<string, DeviceDay>> {
  const at = instant(dayStartMs(day))
  const rows = (await db.execute(sql`
    select outlet_id, factor_no, coalesce(std_mean, mean) as value, flag, total from readings
    where outlet_id = any(${sql.param(ids)}::int[]) and kind = 'day' and at = ${at}::timestamptz`)) as unknown as (DeviceDay & {
    outlet_id: number
    factor_no: number
  })[]
  return new Map(
    rows.map(({ outlet_id, factor_no, value, flag, total }) => [`${outlet_id} ${factor_no}`, { value, flag, total }]),
  )
}

/** What each device sent in this month or the one before: it is expected of it today too. */
async function sentLately(db: Db, ids: readonly number[], day: string): Promise<Map<number, number[]>> {
  const month = `${day.slice(0, 7)}-01`
  const before = `${addDays(month, -1).slice(0, 7)}-01`
  const rows = (await db.execute(sql`
    select outlet_id, factor_no from reading_months
    where outlet_id = any(${sql.param(ids)}::int[]) and month in (${month}::date, ${before}::date) and received > 0`)) as unknown as {
    outlet_id: number
    factor_no: number
  }[]
  const byOutlet = new Map<number, number[]>()
  for (const { outlet_id, factor_no } of rows) byOutlet.set(outlet_id, [...(byOutlet.get(outlet_id) ?? []), factor_no])
  return byOutlet
}
