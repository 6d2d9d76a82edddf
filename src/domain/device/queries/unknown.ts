import { asc, desc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { devices, unknownDevices, unknownFactors, unknownFrames } from '#db/schema/device.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { unpackFrames } from '#domain/monitoring/rules/kept-frames.ts'
import { demand } from '#platform/permissions/demand.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

const most = 200

/** Devices that were refused, the newest first. They have no county yet, so every office sees them. */
export async function listUnknownDevices(db: Db, viewer: Viewer) {
  demand(viewer, 'device.read', { regionCode: ownRegion(viewer) })
  return db
    .select(withSince)
    .from(unknownDevices)
    .orderBy(desc(unknownDevices.lastAt), asc(unknownDevices.mn))
    .limit(most)
}
export async function getUnknownDevice(db: Db, viewer: Viewer, mn: string) {
  demand(viewer, 'device.read', { regionCode: ownRegion(viewer) })
  const [found] = await db.select(withSince).from(unknownDevices).where(eq(unknownDevices.mn, mn))
  return found
}

/** With when the first frame that is kept came; null where none is. */
const withSince = {
  ...getTableColumns(unknownDevices),
  keptSince: sql<string | null>`(
    select f.received_at from unknown_frames f where lower(f.mn) = lower(unknown_devices.mn) and f.mn = unknown_devices.mn order by f.id limit 1
  )`,
}

/** All frames that are kept of a registered device, whatever the case of its MN, in the order in which they came; and their rows. */
export async function keptFramesOf(db: Db, deviceId: number): Promise<{ rows: number[]; frames: Buffer[] }> {
  const found = await db
    .select({ id: unknownFrames.id, content: unknownFrames.content })
    .from(unknownFrames)
    .innerJoin(devices, sql`lower(${devices.mn}) = lower(${unknownFrames.mn})`)
    .where(eq(devices.id, deviceId))
    .orderBy(asc(unknownFrames.id))
  const frames = await Promise.all(found.map(({ content }) => unpackFrames(content)))
  return { rows: found.map(({ id }) => id), frames: frames.flat().map(({ raw }) => raw) }
}

/** Codes that registered devices send and no factor of ours has. */
export async function listUnknownCodes(db: Db, viewer: Viewer) {
  const region = ownRegion(viewer)
  demand(viewer, 'device.read', { regionCode: region })
  return db
    .select({
      deviceId: unknownFactors.deviceId,
      mn: devices.mn,
      code: unknownFactors.code,
      count: unknownFactors.count,
      sample: unknownFactors.sample,
      lastAt: unknownFactors.lastAt,
      enterpriseName: enterprises.name,
      outletCode: outlets.code,
    })
    .from(unknownFactors)
    .innerJoin(devices, eq(devices.id, unknownFactors.deviceId))
    .innerJoin(outlets, eq(outlets.id, devices.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(reachOf(viewer, 'device.read') === 'own_region' ? eq(enterprises.regionCode, region ?? '') : undefined)
    .orderBy(desc(unknownFactors.lastAt), asc(unknownFactors.code))
    .limit(most)
}

const ownRegion = (viewer: Viewer) => (viewer.role === 'visitor' ? null : viewer.regionCode)
