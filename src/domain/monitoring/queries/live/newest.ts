import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import type { NewestValues } from '#db/schema/device.ts'
import type { readingKinds } from '#db/vocabulary.ts'
import { judgeAgainstLimit } from '#domain/enterprise/rules/limit.ts'
import { type DeviceNow, mediumOfOutlet } from '#domain/monitoring/queries/live/city.ts'
import { limitsOf } from '#domain/monitoring/queries/live/limits.ts'
import { judgedKind, limitOn, shownValue } from '#domain/monitoring/rules/live/value.ts'
import { cityDate } from '#platform/clock.ts'

interface Row {
  outlet_id: number
  code: string
  name_zh: string
  name_en: string
  unit: string
  realtime: NewestEntry
  hour: NewestEntry
  day: NewestEntry
}
/** As `device_activity` keeps it. */
type NewestEntry = NewestValues[string] | null

export interface NewestValue {
  kind: (typeof readingKinds)[number]
  at: Date
  receivedAt: Date
  value: number | null
  flag: string | null
}

/** Of one factor at one outlet: the newest value as it came, and the newest mean that is judged. */
export interface NewestOfFactor {
  outletId: number
  factorCode: string
  factorZh: string
  factorEn: string
  unit: string
  limitMin: number | null
  limitMax: number | null
  /** Real time, else the newest hour or day; undefined where the device sent nothing of this factor. */
  now: NewestValue | undefined
  judged: NewestValue | undefined
}

const hourMs = 3_600_000
/** How far behind the device's newest moment a factor's own may lie. */
const reachMs = { realtime: hourMs, hour: 24 * hourMs, day: 7 * 24 * hourMs } as const

/**
 * The newest values of outlets. The gateway keeps them with the device's activity, so that this costs the same in each year.
 * `every`: all that the device sends; else only what has a limit.
 */
export async function newestValues(
  db: Db,
  devices: readonly DeviceNow[],
  now: Date,
  { every = false } = {},
): Promise<Map<number, NewestOfFactor[]>> {
  if (devices.length === 0) return new Map()
  const today = cityDate(now)
  const ids = devices.map(({ outletId }) => outletId)
  const given = sql`unnest(${sql.param(ids)}::int[], ${sql.param(devices.map(({ outletKind }) => mediumOfOutlet(outletKind)))}::text[])
    as g (outlet_id, medium)`
  const limited = sql`exists (select from outlet_limits l where l.outlet_id = g.outlet_id and l.factor_code = f.code
    and l.valid_from <= ${today}::date and (l.valid_to is null or l.valid_to > ${today}::date))`
  const [rows, limits] = await Promise.all([
    db.execute(sql`
      select g.outlet_id, f.code, f.name_zh, f.name_en, f.unit, a.newest_realtime -> f.no::text as realtime,
        a.newest_hour -> f.no::text as hour, a.newest_day -> f.no::text as day
      from ${given} join factors f on ${every ? sql`f.medium::text = g.medium` : limited}
      left join devices d on d.outlet_id = g.outlet_id and d.state <> 'removed'
      left join device_activity a on a.device_id = d.id
      order by g.outlet_id, f.code`) as unknown as Promise<Row[]>,
    limitsOf(db, ids, today, today),
  ])
  const mediums = new Map(devices.map(({ outletId, outletKind }) => [outletId, mediumOfOutlet(outletKind)]))
  const byOutlet = new Map<number, NewestOfFactor[]>()
  const lasts = new Map(devices.map((device) => [device.outletId, device]))
  for (const row of rows) {
    const medium = mediums.get(row.outlet_id) ?? 'air'
    const limit = limitOn(limits.get(row.outlet_id) ?? [], row.code, today, medium, row.unit)
    const values = newestIn(row, lasts.get(row.outlet_id))
    if (values.length === 0 && !limit) continue
    const list = byOutlet.get(row.outlet_id) ?? []
    byOutlet.set(row.outlet_id, list)
    list.push({
      outletId: row.outlet_id,
      factorCode: row.code,
      factorZh: row.name_zh,
      factorEn: row.name_en,
      unit: row.unit,
      limitMin: limit?.limitMin ?? null,
      limitMax: limit?.limitMax ?? null,
      now: values.find(({ kind }) => kind === 'realtime') ?? values.find(({ kind }) => kind === 'hour') ?? values[0],
      judged: values.find(({ kind }) => kind === judgedKind(medium)),
    })
  }
  for (const list of byOutlet.values()) list.sort((a, b) => share(b) - share(a))
  return byOutlet
}

/** By kind, real time first; a factor that the device has not sent for long has none. */
function newestIn(row: Row, device: DeviceNow | undefined): NewestValue[] {
  const lasts = { realtime: device?.lastRealtimeAt, hour: device?.lastHourAt, day: device?.lastDayAt }
  return (['realtime', 'hour', 'day'] as const).flatMap((kind) => {
    const entry = row[kind]
    const last = lasts[kind]
    if (!entry || !last || entry[0] < last.getTime() - reachMs[kind]) return []
    const [atMs, mean, stdMean, flag, receivedMs] = entry
    return [{ kind, at: new Date(atMs), receivedAt: new Date(receivedMs), value: shownValue({ mean, stdMean }), flag }]
  })
}

/** What stands closest to its limit, or furthest over it, comes first; what has none comes last. */
function share({ now, limitMin, limitMax }: NewestOfFactor): number {
  if (now?.value == null || limitMax === null) return limitMax === null ? -1 : -0.5
  const { ratio, standing } = judgeAgainstLimit({ value: now.value, limitMin, limitMax })
  return ratio ?? (standing === 'over' ? 1.5 : 0)
}
