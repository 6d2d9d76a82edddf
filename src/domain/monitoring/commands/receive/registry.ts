import type { Sql } from '#db/pool.ts'
import type { NewestValues } from '#db/schema/device.ts'
import type { ReadingKind } from '#domain/monitoring/commands/receive/copy-rows.ts'
import { Newest, type NewestKind, type NewestOfKinds } from '#domain/monitoring/commands/receive/newest.ts'

/** A registered device, as the receiver keeps it between two commits. */
export interface KnownDevice {
  id: number
  outletId: number
  mn: string
  password: string
  checksPassword: boolean
  isRemoved: boolean
  /** Whether frames with swapped CRC bytes are taken from it. */
  allowsSwappedCrc: boolean
  framesPerMinute: number
  registeredMs: number
  /** By the number of the factor. */
  scales: ReadonlyMap<number, number>
  /** The newest data time that is committed, by kind. Milliseconds. */
  newest: Record<ReadingKind, number>
  /** The newest committed value of each factor. */
  values: NewestOfKinds
}

const refreshAfterMs = 30_000
const askAgainAfterMs = 5_000

/**
 * The devices and factors that are registered, kept in memory: read again every half minute, and when an unknown MN comes that
 * was not asked for in the last seconds.
 */
export class DeviceRegistry {
  readonly #sql: Sql
  #byMn = new Map<string, KnownDevice>()
  #byId = new Map<number, KnownDevice>()
  #factors = new Map<string, number>()
  #readMs = Number.NEGATIVE_INFINITY
  readonly #askedMs = new Map<string, number>()

  constructor(sql: Sql) {
    this.#sql = sql
  }

  /** Number of a factor by its code; undefined for one that we don't know. */
  factorNo(code: string): number | undefined {
    return this.#factors.get(code)
  }

  /** To be called before a batch is looked through. */
  async prepare(mns: Iterable<string>, nowMs: number): Promise<void> {
    if (nowMs - this.#readMs >= refreshAfterMs) return this.#read(nowMs)
    for (const mn of mns) {
      if (this.find(mn)) continue
      const asked = this.#askedMs.get(mn)
      if (asked !== undefined && nowMs - asked < askAgainAfterMs) continue
      if (this.#askedMs.size > 10_000) this.#askedMs.clear()
      this.#askedMs.set(mn, nowMs)
      return this.#read(nowMs)
    }
  }

  /** By its MN as sent, then without regard to case where that names one device only. */
  find(mn: string): KnownDevice | undefined {
    return this.#byMn.get(mn) ?? this.#byMn.get(anyCase(mn))
  }

  async #read(nowMs: number): Promise<void> {
    const sql = this.#sql
    const [registered, channels, known] = await Promise.all([
      sql<Registered[]>`
        select d.id, d.outlet_id as "outletId", d.mn, d.password, d.checks_password as "checksPassword",
          d.state = 'removed' as "isRemoved", d.allows_swapped_crc as "allowsSwappedCrc", d.frames_per_minute as "framesPerMinute",
          extract(epoch from d.registered_on::timestamp at time zone 'Asia/Shanghai')::float8 * 1000 as "registeredMs",
          ${newestMs(sql, 'last_realtime_at')} as realtime, ${newestMs(sql, 'last_minute_at')} as minute,
          ${newestMs(sql, 'last_hour_at')} as hour, ${newestMs(sql, 'last_day_at')} as day,
          a.newest_realtime as "realtimeValues", a.newest_hour as "hourValues", a.newest_day as "dayValues"
        from devices d left join device_activity a on a.device_id = d.id`,
      sql<{ deviceId: number; factorNo: number; scale: number }[]>`
        select c.device_id as "deviceId", f.no as "factorNo", c.scale from device_channels c
        join factors f on f.code = c.factor_code where c.scale <> 1`,
      sql<{ code: string; no: number }[]>`select code, no from factors`,
    ])
    const scales = Map.groupBy(channels, ({ deviceId }) => deviceId)
    const byMn = new Map<string, KnownDevice>()
    const byId = new Map<number, KnownDevice>()
    const twice = new Set<string>()
    for (const { realtime, minute, hour, day, realtimeValues, hourValues, dayValues, ...device } of registered) {
      const kept = this.#byId.get(device.id)
      const before = kept?.newest
      // The same object as before: a commit on its way puts what is newest into it.
      const known: KnownDevice = Object.assign(kept ?? {}, {
        ...device,
        scales: new Map((scales.get(device.id) ?? []).map(({ factorNo, scale }) => [factorNo, scale])),
        newest: {
          realtime: later(before?.realtime, realtime),
          minute: later(before?.minute, minute),
          hour: later(before?.hour, hour),
          day: later(before?.day, day),
        },
        values: kept?.values ?? {
          realtime: Newest.of(realtimeValues ?? {}),
          hour: Newest.of(hourValues ?? {}),
          day: Newest.of(dayValues ?? {}),
        },
      })
      byId.set(device.id, known)
      const folded = anyCase(device.mn)
      if (byMn.has(folded)) twice.add(folded)
      byMn.set(folded, known)
    }
    for (const folded of twice) byMn.delete(folded)
    for (const known of byId.values()) byMn.set(known.mn, known)
    this.#byMn = byMn
    this.#byId = byId
    this.#factors = new Map(known.map(({ code, no }) => [code, no]))
    this.#readMs = nowMs
  }
}

/** Cannot be an MN itself: those have no blank. */
const anyCase = (mn: string) => ` ${mn.toLowerCase()}`

const later = (kept: number | undefined, stored: number | null) =>
  Math.max(kept ?? Number.NEGATIVE_INFINITY, stored ?? Number.NEGATIVE_INFINITY)

/** Milliseconds, whatever the client makes of dates. */
const newestMs = (sql: Sql, column: string) => sql`extract(epoch from a.${sql(column)})::float8 * 1000`

interface Registered
  extends Omit<KnownDevice, 'scales' | 'newest' | 'values'>,
    Record<ReadingKind, number | null>,
    Record<`${NewestKind}Values`, NewestValues | null> {}
