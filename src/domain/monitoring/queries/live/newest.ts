import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
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
  kind: (typeof readingKinds)[number] | null
  at: string | null
  mean: number | null
  std_mean: number | null
  flag: string | null
  received_at: string | null
}

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

/** How far behind the device's newest moment a factor's own may lie. */
const reach: Record<'realtime' | 'hour' | 'day', SQL> = {
  realtime: sql`interval '1 hour'`,
  hour: sql`interval '1 day'`,
  day: sql`interval '7 days'`,
}

/**
 * The newest values of outlets. Each is one look into the index of one or two months: the device's own newest moment bounds it.
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
  const times = (name: 'lastRealtimeAt' | 'lastHourAt' | 'lastDayAt') =>
    sql`${sql.param(devices.map((device) => device[name]?.toISOString() ?? null))}::text[]::timestamptz[]`
  const given = sql`unnest(${sql.param(ids)}::int[], ${sql.param(devices.map(({ outletKind }) => mediumOfOutlet(outletKind)))}::text[],
    ${times('lastRealtimeAt')}, ${times('lastHourAt')}, ${times('lastDayAt')}) as g (outlet_id, medium, realtime_at, hour_at, day_at)`
  const limited = sql`exists (select from outlet_limits l where l.outlet_id = g.outlet_id and l.factor_code = f.code
    and l.valid_from <= ${today}::date and (l.valid_to is null or l.valid_to > ${today}::date))`
  const newest = (kind: keyof typeof reach) => {
    const last = sql.raw(`g.${kind}_at`)
    return sql`(select r.kind, r.at, r.mean, r.std_mean, r.flag, r.received_at from readings r
      where r.outlet_id = g.outlet_id and r.factor_no = f.no and r.kind = ${sql.raw(`'${kind}'`)}
        and r.at between ${last} - ${reach[kind]} and ${last} order by r.at desc limit 1)`
  }
  const [rows, limits] = await Promise.all([
    db.execute(sql`
      select g.outlet_id, f.code, f.name_zh, f.name_en, f.unit, n.kind, n.at, n.mean, n.std_mean, n.flag, n.received_at
      from ${given} join factors f on ${every ? sql`f.medium::text = g.medium` : limited}
      left join lateral (${newest('realtime')} union all ${newest('hour')} union all ${newest('day')}) n on true
      order by g.outlet_id, f.code`) as unknown as Promise<Row[]>,
    limitsOf(db, ids, today, today),
  ])
  const mediums = new Map(devices.map(({ outletId, outletKind }) => [outletId, mediumOfOutlet(outletKind)]))
  const byOutlet = new Map<number, NewestOfFactor[]>()
  for (const [key, of] of Map.groupBy(rows, (row) => `${row.outlet_id} ${row.code}`)) {
    const row = of[0] as Row
    const medium = mediums.get(row.outlet_id) ?? 'air'
    const limit = limitOn(limits.get(row.outlet_id) ?? [], row.code, today, medium, row.unit)
    const values = of.flatMap(newestIn)
    if (values.length === 0 && !limit) continue
    const list = byOutlet.get(Number(key.split(' ', 1)[0])) ?? []
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

function newestIn(row: Row): NewestValue[] {
  if (row.kind === null || row.at === null || row.received_at === null) return []
  return [
    {
      kind: row.kind,
      at: new Date(row.at),
      receivedAt: new Date(row.received_at),
      value: shownValue({ mean: row.mean, stdMean: row.std_mean }),
      flag: row.flag,
    },
  ]
}

/** What stands closest to its limit, or furthest over it, comes first; what has none comes last. */
function share({ now, limitMin, limitMax }: NewestOfFactor): number {
  if (now?.value == null || limitMax === null) return limitMax === null ? -1 : -0.5
  const { ratio, standing } = judgeAgainstLimit({ value: now.value, limitMin, limitMax })
  return ratio ?? (standing === 'over' ? 1.5 : 0)
}
