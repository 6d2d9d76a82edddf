import type { Sql } from '#db/pool.ts'
import type { DeviceRegistry, KnownDevice } from '#domain/monitoring/commands/receive/registry.ts'
import { requestRuleOn } from '#domain/monitoring/rules/online-rules.ts'
import { type Asked, ClockWatch, gapsOf, isDue } from '#domain/monitoring/rules/requests.ts'
import { cityDate } from '#platform/clock.ts'

/** What a device is asked: its clock is set, or the hours or days from the first to the last that is missing are fetched. */
export type DeviceRequest = { mn: string; at: Date } & (
  | { kind: 'clock' }
  | { kind: 'hour' | 'day'; period: { from: Date; to: Date } }
)

/** A device that has a line now, and since when. */
export interface ConnectedDevice {
  mn: string
  sinceMs: number
}

const steps = { hour: 3_600_000, day: 24 * 3_600_000 } as const
const zoneMs = 8 * 3_600_000
/** After its line is back a device first sends what it kept. */
const letItSpeakMs = 60_000
/** An hour or day is looked for again so often while the line stands. */
const lookEachMs = 3_600_000
/** Devices that one look asks the database about. */
const together = 50

/** Decides what is asked of devices, and keeps a record of it. */
export class Requests {
  readonly #sql: Sql
  readonly #registry: DeviceRegistry
  readonly #clocks = new ClockWatch(requestRuleOn('9999-12-31').clock)
  readonly #looked = new Map<number, { sinceMs: number; atMs: number }>()
  #lastMs = 0

  constructor(sql: Sql, registry: DeviceRegistry) {
    this.#sql = sql
    this.#registry = registry
  }

  seeClock(deviceId: number, aheadS: number): void {
    this.#clocks.see(deviceId, aheadS)
  }

  /** What is to be sent now; it is recorded as sent. */
  async due(connected: Iterable<ConnectedDevice>, now: Date): Promise<DeviceRequest[]> {
    const nowMs = now.getTime()
    const devices = this.#toLookAt(connected, nowMs)
    const off = [...connected].flatMap(({ mn }) => {
      const device = this.#registry.find(mn)
      return device && this.#clocks.isOff(device.id) ? [device] : []
    })
    if (devices.length === 0 && off.length === 0) return []
    const asked = await this.#asked([...devices, ...off], nowMs)
    const found: Found[] = off
      .filter(({ id }) => isDue(0, asked.get(`${id} clock`) ?? [], nowMs, this.#clockRule(now)))
      .map((device) => ({ device, kind: 'clock' }))
    for (const kind of ['hour', 'day'] as const) found.push(...(await this.#missing(devices, kind, asked, now)))
    const requests = found.map((each) => ({ ...each, at: new Date(this.#ownMs(nowMs)) }))
    await this.#record(requests)
    for (const { device, kind } of requests) if (kind === 'clock') this.#clocks.forget(device.id)
    for (const { id } of devices) this.#lookedAt(id, connected, nowMs)
    return requests.map(({ device: { mn }, ...request }) => ({ mn, ...request }) as DeviceRequest)
  }

  #toLookAt(connected: Iterable<ConnectedDevice>, nowMs: number): KnownDevice[] {
    const found: KnownDevice[] = []
    for (const { mn, sinceMs } of connected) {
      if (found.length === together) break
      const device = this.#registry.find(mn)
      if (!device || nowMs - sinceMs < letItSpeakMs) continue
      const looked = this.#looked.get(device.id)
      if (!looked || looked.sinceMs !== sinceMs || nowMs - looked.atMs >= lookEachMs) found.push(device)
    }
    return found
  }

  #lookedAt(id: number, connected: Iterable<ConnectedDevice>, nowMs: number): void {
    for (const { mn, sinceMs } of connected)
      if (this.#registry.find(mn)?.id === id) this.#looked.set(id, { sinceMs, atMs: nowMs })
  }

  /** Periods that are missing and may be asked for, joined to few requests. */
  async #missing(
    devices: readonly KnownDevice[],
    kind: 'hour' | 'day',
    asked: ReadonlyMap<string, readonly Asked[]>,
    now: Date,
  ): Promise<Found[]> {
    const rule = requestRuleOn(cityDate(now))
    const { back, settledAfterMinutes } = kind === 'hour' ? rule.hours : rule.days
    const step = steps[kind]
    const startOf = (ms: number) => Math.floor((ms + zoneMs) / step) * step - zoneMs
    const toMs = startOf(now.getTime() - settledAfterMinutes * 60_000) - step
    // A device that never sent a day does not know the command.
    const asking = devices.filter(({ newest }) => Number.isFinite(newest[kind]))
    if (asking.length === 0) return []
    const fromMs = ({ registeredMs }: KnownDevice) =>
      Math.max(startOf(registeredMs + step - 1), toMs - (back - 1) * step)
    const iso = (ms: number) => new Date(ms).toISOString()
    const rows = await this.#sql.unsafe<{ deviceId: number; atMs: number }[]>(
      `select g.device_id as "deviceId", (extract(epoch from h.at) * 1000)::float8 as "atMs"
      from unnest($1::int[], $2::int[], $3::timestamptz[]) as g (device_id, outlet_id, from_at)
      cross join generate_series(g.from_at, $4::text::timestamptz, $5::text::interval) as h (at)
      where not exists (select from readings r where r.outlet_id = g.outlet_id and r.kind = '${kind}' and r.at = h.at)
      order by 1, 2`,
      [
        asking.map(({ id }) => id),
        asking.map(({ outletId }) => outletId),
        `{${asking.map((device) => iso(fromMs(device))).join(',')}}`,
        iso(toMs),
        kind === 'hour' ? '1 hour' : '24 hours',
      ] as never[],
    )
    const byDevice = Map.groupBy(rows, ({ deviceId }) => deviceId)
    return asking.flatMap((device) => {
      const missing = (byDevice.get(device.id) ?? []).map(({ atMs }) => atMs)
      const before = asked.get(`${device.id} ${kind}`) ?? []
      const wanted = missing.filter((ms) => isDue(ms, before, now.getTime(), rule))
      // The newest first: what is shown and judged soonest.
      const gaps = gapsOf(wanted, step, rule.periodsOfRequest).reverse().slice(0, rule.requestsAtOnce)
      return gaps.map((gap) => ({ device, kind, period: { from: new Date(gap.fromMs), to: new Date(gap.toMs) } }))
    })
  }

  async #asked(devices: readonly KnownDevice[], nowMs: number): Promise<Map<string, Asked[]>> {
    const since = new Date(nowMs - 40 * steps.day).toISOString()
    const rows = await this.#sql<{ key: string; fromMs: number; toMs: number; sentMs: number }[]>`
      select device_id || ' ' || kind as key, coalesce(extract(epoch from period_from) * 1000, 0)::float8 as "fromMs",
        coalesce(extract(epoch from period_to) * 1000, 0)::float8 as "toMs", (extract(epoch from sent_at) * 1000)::float8 as "sentMs"
      from device_requests where device_id = any(${devices.map(({ id }) => id)}::int[]) and sent_at > ${since}::text::timestamptz`
    return Map.groupBy(rows, ({ key }) => key)
  }

  /** A clock that stays wrong is set again, half a day later, for as long as it takes. */
  #clockRule(now: Date) {
    const rule = requestRuleOn(cityDate(now))
    return { ...rule, tries: Number.POSITIVE_INFINITY, againAfterMinutes: rule.clock.againAfterMinutes }
  }

  /** Each request has a time of its own, which is its number. */
  #ownMs(nowMs: number): number {
    this.#lastMs = Math.max(nowMs, this.#lastMs + 1)
    return this.#lastMs
  }

  async #record(requests: readonly (Found & { at: Date })[]): Promise<void> {
    if (requests.length === 0) return
    const times = (of: (request: Found & { at: Date }) => Date | undefined) =>
      `{${requests.map((request) => of(request)?.toISOString() ?? 'NULL').join(',')}}`
    await this.#sql`
      insert into device_requests (device_id, kind, sent_at, qn, period_from, period_to)
      select device_id, kind, at, to_char(at at time zone 'Asia/Shanghai', 'YYYYMMDDHH24MISSMS'), period_from, period_to from unnest(
        ${requests.map(({ device }) => device.id)}::int[], ${requests.map(({ kind }) => kind)}::text[], ${times(({ at }) => at)}::timestamptz[],
        ${times(({ period }) => period?.from)}::timestamptz[], ${times(({ period }) => period?.to)}::timestamptz[])
        as g (device_id, kind, at, period_from, period_to)`
  }
}

interface Found {
  device: KnownDevice
  kind: 'clock' | 'hour' | 'day'
  period?: { from: Date; to: Date }
}
