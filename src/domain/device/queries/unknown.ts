import { asc, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { devices, unknownDevices, unknownFactors } from '#db/schema/device.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { demand } from '#platform/permissions/demand.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

const most = 200

/** Devices that were refused, the newest first. They have no county yet, so every office sees them. */
export async function listUnknownDevices(db: Db, viewer: Viewer) {
  demand(viewer, 'device.read', { regionCode: ownRegion(viewer) })
  return db.select().from(unknownDevices).orderBy(desc(unknownDevices.lastAt), asc(unknownDevices.mn)).limit(most)
}
export async function getUnknownDevice(db: Db, viewer: Viewer, mn: string) {
  demand(viewer, 'device.read', { regionCode: ownRegion(viewer) })
  const [found] = await db.select().from(unknownDevices).where(eq(unknownDevices.mn, mn))
  return found
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
