import { eq, ne, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { deviceActivity, deviceChannels, devices } from '#db/schema/device.ts'
import { factors } from '#db/schema/standard.ts'
import type { ReadingKind } from '#domain/monitoring/commands/receive/copy-rows.ts'

/** A registered device, as the receiver keeps it between two commits. */
export interface KnownDevice {
  id: number
  outletId: number
  mn: string
  password: string
  checksPassword: boolean
  isRemoved: boolean
  registeredMs: number
  /** By the number of the factor. */
  scales: ReadonlyMap<number, number>
  /** The newest data time that is committed, by kind. Milliseconds. */
  newest: Record<ReadingKind, number>
}

const refreshAfterMs = 30_000
const askAgainAfterMs = 5_000

/**
 * The devices and factors that are registered, kept in memory: read again every half minute, and when an unknown MN comes that
 * was not asked for in the last seconds.
 */
export class DeviceRegistry {
  readonly #db: Db
  #byMn = new Map<string, KnownDevice>()
  #byId = new Map<number, KnownDevice>()
  #factors = new Map<string, number>()
  #readMs = Number.NEGATIVE_INFINITY
  readonly #askedMs = new Map<string, number>()

  constructor(db: Db) {
    this.#db = db
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
    const [registered, channels, known] = await Promise.all([
      this.#db
        .select({ device: devices, activity: deviceActivity })
        .from(devices)
        .leftJoin(deviceActivity, eq(deviceActivity.deviceId, devices.id)),
      this.#db
        .select({ deviceId: deviceChannels.deviceId, factorNo: factors.no, scale: deviceChannels.scale })
        .from(deviceChannels)
        .innerJoin(factors, eq(factors.code, deviceChannels.factorCode))
        .where(ne(deviceChannels.scale, sql`1`)),
      this.#db.select({ code: factors.code, no: factors.no }).from(factors),
    ])
    const scales = Map.groupBy(channels, ({ deviceId }) => deviceId)
    const byMn = new Map<string, KnownDevice>()
    const byId = new Map<number, KnownDevice>()
    const twice = new Set<string>()
    for (const { device, activity } of registered) {
      const before = this.#byId.get(device.id)?.newest
      const known: KnownDevice = {
        id: device.id,
        outletId: device.outletId,
        mn: device.mn,
        password: device.password,
        checksPassword: device.checksPassword,
        isRemoved: device.state === 'removed',
        registeredMs: Date.parse(`${device.registeredOn}T00:00:00+08:00`),
        scales: new Map((scales.get(device.id) ?? []).map(({ factorNo, scale }) => [factorNo, scale])),
        newest: {
          realtime: later(before?.realtime, activity?.lastRealtimeAt),
          minute: later(before?.minute, activity?.lastMinuteAt),
          hour: later(before?.hour, activity?.lastHourAt),
          day: later(before?.day, activity?.lastDayAt),
        },
      }
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

const later = (kept: number | undefined, stored: Date | null | undefined) =>
  Math.max(kept ?? Number.NEGATIVE_INFINITY, stored?.getTime() ?? Number.NEGATIVE_INFINITY)
