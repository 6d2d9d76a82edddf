import { and, asc, desc, eq, gte, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { deviceActivity, deviceDeviations, deviceRequests, devices, unknownFactors } from '#db/schema/device.ts'
import { deviceChecks, deviceFiles, devicePlans, deviceSteps } from '#db/schema/device-register.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { outletVendors, vendors } from '#db/schema/sanction.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { can } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** Deviations are counted over so many days on the device's page. */
export const deviationDays = 30

/** One device as its desk shows it; undefined where there is none or the viewer may not see it. Its password stays here. */
export async function getDevice(db: Db, viewer: Viewer, id: number) {
  const [found] = await db
    .select({
      id: devices.id,
      mn: devices.mn,
      state: devices.state,
      checksPassword: devices.checksPassword,
      allowsSwappedCrc: devices.allowsSwappedCrc,
      framesPerMinute: devices.framesPerMinute,
      registeredOn: devices.registeredOn,
      outletId: outlets.id,
      outletCode: outlets.code,
      outletName: outlets.name,
      outletKind: outlets.kind,
      creditCode: enterprises.creditCode,
      enterpriseId: enterprises.id,
      enterpriseName: enterprises.name,
      enterpriseNameEn: enterprises.nameEn,
      regionCode: enterprises.regionCode,
      controlLevel: enterprises.controlLevel,
      planGroup: devicePlans.group,
      planDueOn: devicePlans.dueOn,
      frames: deviceActivity.frames,
      lastFrameAt: deviceActivity.lastFrameAt,
      lastRealtimeAt: deviceActivity.lastRealtimeAt,
      lastHourAt: deviceActivity.lastHourAt,
      lastDayAt: deviceActivity.lastDayAt,
      clockAheadS: deviceActivity.clockAheadS,
    })
    .from(devices)
    .innerJoin(outlets, eq(outlets.id, devices.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .leftJoin(devicePlans, eq(devicePlans.outletId, devices.outletId))
    .leftJoin(deviceActivity, eq(deviceActivity.deviceId, devices.id))
    .where(eq(devices.id, id))
  return found && can(viewer, 'device.read', { regionCode: found.regionCode }) ? found : undefined
}
export type DeviceRecord = NonNullable<Awaited<ReturnType<typeof getDevice>>>

/** The steps of a device with their papers and people, in their order. */
export const stepsOf = (db: Db, deviceId: number) =>
  db
    .select({
      step: deviceSteps.step,
      reachedOn: deviceSteps.reachedOn,
      documentNo: deviceSteps.documentNo,
      words: deviceSteps.words,
      fileId: deviceSteps.fileId,
      fileName: deviceFiles.name,
      by: deviceSteps.by,
      byName: users.name,
      at: deviceSteps.at,
    })
    .from(deviceSteps)
    .leftJoin(users, eq(users.id, deviceSteps.by))
    .leftJoin(deviceFiles, eq(deviceFiles.id, deviceSteps.fileId))
    .where(eq(deviceSteps.deviceId, deviceId))
    .orderBy(asc(deviceSteps.id))

/** Who made, sold and runs the devices of an outlet, the present ones first. */
export const vendorsOfOutlet = (db: Db, outletId: number) =>
  db
    .select({
      id: vendors.id,
      name: vendors.name,
      kind: outletVendors.kind,
      model: outletVendors.device,
      fromOn: outletVendors.fromOn,
      toOn: outletVendors.toOn,
    })
    .from(outletVendors)
    .innerJoin(vendors, eq(vendors.id, outletVendors.vendorId))
    .where(eq(outletVendors.outletId, outletId))
    .orderBy(sql`${outletVendors.toOn} is not null`, asc(outletVendors.kind), asc(vendors.name))

/** How often a device departed from the protocol within the last days, by kind, the most frequent first. */
export const deviationsOf = (db: Db, deviceId: number, now: Date) =>
  db
    .select({
      deviation: deviceDeviations.deviation,
      count: sql<number>`sum(${deviceDeviations.count})::int`,
      days: sql<number>`count(*)::int`,
      lastOn: sql<string>`max(${deviceDeviations.day})::text`,
    })
    .from(deviceDeviations)
    .where(
      and(
        eq(deviceDeviations.deviceId, deviceId),
        gte(deviceDeviations.day, addDays(cityDate(now), 1 - deviationDays)),
      ),
    )
    .groupBy(deviceDeviations.deviation)
    .orderBy(desc(sql`2`), asc(deviceDeviations.deviation))

/** What the gateway asked of devices, and how they answered: of one device, or of all in a county or the city; the newest first. */
export const listRequests = (
  db: Db,
  { deviceId, regionCode }: { deviceId?: number; regionCode?: string },
  limit: number,
) =>
  db
    .select({
      id: deviceRequests.id,
      deviceId: devices.id,
      mn: devices.mn,
      outletCode: outlets.code,
      enterpriseName: enterprises.name,
      enterpriseNameEn: enterprises.nameEn,
      kind: sql<'hour' | 'day' | 'clock'>`${deviceRequests.kind}`,
      periodFrom: deviceRequests.periodFrom,
      periodTo: deviceRequests.periodTo,
      sentAt: deviceRequests.sentAt,
      accepted: deviceRequests.accepted,
      executed: deviceRequests.executed,
    })
    .from(deviceRequests)
    .innerJoin(devices, eq(devices.id, deviceRequests.deviceId))
    .innerJoin(outlets, eq(outlets.id, devices.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(
      and(
        deviceId === undefined ? undefined : eq(deviceRequests.deviceId, deviceId),
        regionCode === undefined ? undefined : eq(enterprises.regionCode, regionCode),
      ),
    )
    .orderBy(desc(deviceRequests.id))
    .limit(limit)
export type DeviceRequest = Awaited<ReturnType<typeof listRequests>>[number]

/** Codes of a device that no factor of ours has. */
export const unknownCodesOf = (db: Db, deviceId: number) =>
  db
    .select()
    .from(unknownFactors)
    .where(eq(unknownFactors.deviceId, deviceId))
    .orderBy(desc(unknownFactors.count), asc(unknownFactors.code))
    .limit(100)

/** The bureau's checks of a device, the newest first. */
export const checksOf = (db: Db, deviceId: number) =>
  db
    .select({
      id: deviceChecks.id,
      topics: deviceChecks.topics,
      checkedOn: deviceChecks.checkedOn,
      result: deviceChecks.result,
      findings: deviceChecks.findings,
      rectifyBy: deviceChecks.rectifyBy,
      rectifiedOn: deviceChecks.rectifiedOn,
      rectified: deviceChecks.rectified,
      fileId: deviceChecks.fileId,
      fileName: deviceFiles.name,
      byName: users.name,
    })
    .from(deviceChecks)
    .leftJoin(users, eq(users.id, deviceChecks.by))
    .leftJoin(deviceFiles, eq(deviceFiles.id, deviceChecks.fileId))
    .where(eq(deviceChecks.deviceId, deviceId))
    .orderBy(desc(deviceChecks.checkedOn), desc(deviceChecks.id))

/** A document of the register with where it belongs; for the route that serves it. */
/**
 * Papers of a firm's own devices, by step and by application; what the bureau attached to its checks is not among them. The newest
 * first.
 */
export const listOwnPapers = (db: Db, enterpriseId: number, outletId: number) =>
  db
    .select({ id: deviceFiles.id, name: deviceFiles.name, size: deviceFiles.size, addedAt: deviceFiles.addedAt })
    .from(deviceFiles)
    .innerJoin(outlets, eq(outlets.id, deviceFiles.outletId))
    .where(and(eq(deviceFiles.outletId, outletId), eq(outlets.enterpriseId, enterpriseId), isNoCheck))
    .orderBy(desc(deviceFiles.id))
    .limit(100)

const isNoCheck = sql`not exists (select from ${deviceChecks} where ${deviceChecks.fileId} = ${deviceFiles.id})`

export async function getDeviceFile(db: Db, id: number) {
  const [found] = await db
    .select({
      name: deviceFiles.name,
      mediaType: deviceFiles.mediaType,
      sha256: deviceFiles.sha256,
      outletId: deviceFiles.outletId,
      enterpriseId: enterprises.id,
      regionCode: enterprises.regionCode,
      isNoCheck: sql<boolean>`${isNoCheck}`,
    })
    .from(deviceFiles)
    .innerJoin(outlets, eq(outlets.id, deviceFiles.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(eq(deviceFiles.id, id))
  return found
}
