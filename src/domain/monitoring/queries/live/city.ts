import { and, asc, eq, ne } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { deviceActivity, devices } from '#db/schema/device.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { searchTerms } from '#db/search-text.ts'
import { type LiveSearch, livePageSize } from '#domain/monitoring/input/live.ts'
import { type OnlineState, onlineStateOf } from '#domain/monitoring/rules/live/state.ts'
import { remembered } from '#platform/remember.ts'

export const liveColumns = {
  outletId: outlets.id,
  outletCode: outlets.code,
  outletName: outlets.name,
  outletKind: outlets.kind,
  creditCode: enterprises.creditCode,
  enterpriseName: enterprises.name,
  enterpriseNameEn: enterprises.nameEn,
  regionCode: enterprises.regionCode,
  sectorCode: enterprises.sectorCode,
  searchText: enterprises.searchText,
  deviceState: devices.state,
  registeredOn: devices.registeredOn,
  lastFrameAt: deviceActivity.lastFrameAt,
  lastRealtimeAt: deviceActivity.lastRealtimeAt,
  lastHourAt: deviceActivity.lastHourAt,
  lastDayAt: deviceActivity.lastDayAt,
}

/**
 * Every outlet with a registered device and when it was last heard of, by name. Kept for some seconds, as the list of outlets
 * is: readers come by the hundred, and a page needs the counts of all.
 */
const listDevicesNow = remembered(
  (db: Db) =>
    db
      .select(liveColumns)
      .from(devices)
      .innerJoin(outlets, eq(outlets.id, devices.outletId))
      .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
      .leftJoin(deviceActivity, eq(deviceActivity.deviceId, devices.id))
      .where(ne(devices.state, 'removed'))
      .orderBy(asc(enterprises.namePinyin), asc(enterprises.id), asc(outlets.kind), asc(outlets.code)),
  3000,
)

export type DeviceNow = Awaited<ReturnType<typeof listDevicesNow>>[number] & { state: OnlineState }

export const mediumOfOutlet = (kind: DeviceNow['outletKind']): 'water' | 'air' =>
  kind === 'water_outlet' ? 'water' : 'air'

const stated = async (db: Db, now: Date): Promise<DeviceNow[]> =>
  (await listDevicesNow(db)).map((device) => ({ ...device, state: onlineStateOf(device, now) }))

/** How many devices there are in each state, in all and by county; and the outlets that have none. */
export async function countOnline(db: Db, now: Date) {
  const [found, outletCount] = await Promise.all([stated(db, now), db.$count(outlets)])
  const none = (): Record<OnlineState, number> => ({ online: 0, offline: 0, silent: 0, not_connected: 0, stopped: 0 })
  const total = none()
  const byRegion = new Map<string, Record<OnlineState, number>>()
  for (const { regionCode, state } of found) {
    const region = byRegion.get(regionCode) ?? none()
    byRegion.set(regionCode, region)
    region[state]++
    total[state]++
  }
  return { devices: found.length, withoutDevice: outletCount - found.length, total, byRegion }
}

/** One page of /monitoring with the counts beside its filters; a filter's own choice does not narrow its counts. */
export async function searchOnline(db: Db, search: LiveSearch, now: Date) {
  const all = await stated(db, now)
  const words = searchTerms(search.q ?? '')
  const chosen = { state: search.state, region: search.region, sector: search.sector, medium: search.medium }
  const keyOf = (device: DeviceNow) => ({
    state: device.state as string,
    region: device.regionCode,
    sector: device.sectorCode,
    medium: mediumOfOutlet(device.outletKind) as string,
  })
  type Filter = keyof typeof chosen
  const filters = Object.keys(chosen) as Filter[]
  const counts = Object.fromEntries(filters.map((name) => [name, new Map<string, number>()])) as Record<
    Filter,
    Map<string, number>
  >
  const found: DeviceNow[] = []
  for (const device of all) {
    if (!words.every((word) => device.searchText.includes(word) || device.outletCode.toLowerCase() === word)) continue
    const keys = keyOf(device)
    const missed = filters.filter((name) => chosen[name] !== undefined && chosen[name] !== keys[name])
    if (missed.length === 0) found.push(device)
    for (const name of filters)
      if (missed.every((other) => other === name)) counts[name].set(keys[name], (counts[name].get(keys[name]) ?? 0) + 1)
  }
  const start = (search.page - 1) * livePageSize
  return { rows: found.slice(start, start + livePageSize), found: found.length, total: all.length, counts }
}

/** The devices of one firm's outlets. */
export async function onlineOfEnterprise(db: Db, creditCode: string, now: Date): Promise<DeviceNow[]> {
  const rows = await db
    .select(liveColumns)
    .from(devices)
    .innerJoin(outlets, eq(outlets.id, devices.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .leftJoin(deviceActivity, eq(deviceActivity.deviceId, devices.id))
    .where(and(eq(enterprises.creditCode, creditCode), ne(devices.state, 'removed')))
    .orderBy(asc(outlets.kind), asc(outlets.code))
  return rows.map((device) => ({ ...device, state: onlineStateOf(device, now) }))
}
