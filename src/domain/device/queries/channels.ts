import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { type UnitHint, unitHint } from '#domain/device/rules/plausible.ts'
import type { DeviceNow } from '#domain/monitoring/queries/live/city.ts'
import { limitsOf } from '#domain/monitoring/queries/live/limits.ts'
import { limitOn } from '#domain/monitoring/rules/live/value.ts'
import { cityDate } from '#platform/clock.ts'

interface Row {
  code: string
  name_zh: string
  name_en: string
  unit: string
  device_unit: string | null
  sent_unit: string | null
  scale: number | null
  values: number[]
}

export interface ChannelNow {
  factorCode: string
  nameZh: string
  nameEn: string
  unit: string
  /** The protocol's default where it differs from ours. */
  deviceUnit: string | null
  /** What the register says it sends; null: the factor's own unit. */
  sentUnit: string | null
  scale: number | null
  values: number
  median: number | null
  limitMax: number | null
  hint: UnitHint | undefined
}

/** What a device sent of each factor within a week, by hours and days, beside its limit, with a hint where the unit looks wrong. */
export async function channelsNow(
  db: Db,
  device: { id: number; outletId: number; outletKind: DeviceNow['outletKind'] },
  now: Date,
): Promise<ChannelNow[]> {
  const today = cityDate(now)
  const medium = device.outletKind === 'water_outlet' ? 'water' : 'air'
  const since = new Date(now.getTime() - 7 * 86_400_000).toISOString()
  const until = new Date(now.getTime() + 86_400_000).toISOString()
  const [rows, limits] = await Promise.all([
    db.execute(sql`
      select f.code, f.name_zh, f.name_en, f.unit, f.device_unit, c.unit as sent_unit, c.scale,
        coalesce(r.means, '{}') as values
      from factors f
      left join device_channels c on c.device_id = ${device.id} and c.factor_code = f.code
      left join lateral (
        select array_agg(coalesce(r.std_mean, r.mean)) filter (where coalesce(r.std_mean, r.mean) is not null) as means
        from readings r where r.outlet_id = ${device.outletId} and r.factor_no = f.no and r.kind = 'hour'
          and r.at between ${since}::timestamptz and ${until}::timestamptz
      ) r on true
      where f.medium = ${medium} and (c.device_id is not null or r.means is not null)
      order by f.code`) as unknown as Promise<Row[]>,
    limitsOf(db, [device.outletId], today, today),
  ])
  return rows.map((row) => {
    const values = row.values.map(Number)
    const limit = limitOn(limits.get(device.outletId) ?? [], row.code, today, medium, row.unit)
    const sorted = [...values].sort((a, b) => a - b)
    return {
      factorCode: row.code,
      nameZh: row.name_zh,
      nameEn: row.name_en,
      unit: row.unit,
      deviceUnit: row.device_unit,
      sentUnit: row.sent_unit,
      scale: row.scale,
      values: values.length,
      median: sorted[Math.floor(sorted.length / 2)] ?? null,
      limitMax: limit?.limitMax ?? null,
      hint: unitHint(values, limit?.limitMax ?? null),
    }
  })
}
