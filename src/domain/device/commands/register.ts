import { and, eq, gte, isNull, ne, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { devices, unknownDevices } from '#db/schema/device.ts'
import { deviceSteps } from '#db/schema/device-register.ts'
import { outletVendors } from '#db/schema/sanction.ts'
import { outletFor } from '#domain/device/commands/shared.ts'
import type { DeviceRegistration } from '#domain/device/input/register.ts'
import { linkVendor, refuseBarred } from '#domain/sanction/commands/vendor.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal } from '#platform/refuse.ts'

/**
 * Registers a device at an outlet with who made, sold and runs it. A vendor on the blacklist is refused with its entry; a device
 * that came unknown leaves that list, and its frames that were kept wait to be taken in (queries/unknown.ts).
 * @returns its id @throws DomainError rule_broken at the outlet, the MN, a day or a vendor
 */
export async function registerDevice(db: Db, viewer: Viewer, given: DeviceRegistration, now: Date): Promise<number> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { account, outletId, ...outlet } = await outletFor(tx, viewer, 'device.register', given)
    await refuseTaken(tx, outletId, given, cityDate(now))
    if (outlet.outletKind === 'fugitive')
      throw refusal('outletCode', '无组织排放源没有可装设备的排口', 'A fugitive source has no outlet for a device')
    const { mn, password, checksPassword, registeredOn, installedOn } = given
    const [added] = await tx
      .insert(devices)
      .values({ mn, outletId, password, checksPassword, registeredOn, state: installedOn ? 'installed' : 'planned' })
      .returning({ id: devices.id })
    const { id } = added as { id: number }
    if (installedOn)
      await tx
        .insert(deviceSteps)
        .values({ deviceId: id, step: 'installed', reachedOn: installedOn, by: account.userId, at: now })
    await linkVendors(tx, viewer, { outletId, creditCode: outlet.creditCode }, given, now)
    await tx.delete(unknownDevices).where(sql`lower(${unknownDevices.mn}) = lower(${mn})`)
    await recordEvent(tx, {
      kind: 'device.registered',
      subject: `device:${id}`,
      by: viewer,
      at: now,
      after: { mn, outletCode: outlet.outletCode, registeredOn, installedOn, creditCode: outlet.creditCode },
    })
    return id
  })
}

async function refuseTaken(
  tx: Db,
  outletId: number,
  { mn, registeredOn, installedOn }: DeviceRegistration,
  today: string,
): Promise<void> {
  if (registeredOn > today) throw refusal('registeredOn', '登记日期不能在今天之后', 'The day cannot be in the future')
  if (installedOn !== null && installedOn > today)
    throw refusal('installedOn', '安装日期不能在今天之后', 'The day cannot be in the future')
  const [same] = await tx.select({ mn: devices.mn }).from(devices).where(sql`lower(${devices.mn}) = lower(${mn})`)
  if (same)
    throw refusal(
      'mn',
      `MN ${same.mn} 已登记过；不分大小写，一个 MN 只能是一台设备`,
      `The MN ${same.mn} is registered already; whatever its case, an MN is one device`,
    )
  if ((await tx.$count(devices, and(eq(devices.outletId, outletId), ne(devices.state, 'removed')))) > 0)
    throw refusal(
      'outletCode',
      '这个排放口已有设备；先办理拆除，再登记新的',
      'This outlet has a device; it is removed before another is registered',
    )
}

const vendorFields = { maker: 'makerId', seller: 'sellerId', operator: 'operatorId' } as const

async function linkVendors(
  tx: Db,
  viewer: Viewer,
  { outletId, creditCode }: { outletId: number; creditCode: string },
  given: DeviceRegistration,
  now: Date,
): Promise<void> {
  const fromOn = given.installedOn ?? given.registeredOn
  for (const kind of ['maker', 'seller', 'operator'] as const) {
    const field = vendorFields[kind]
    const vendorId = given[field]
    if (vendorId === null) continue
    const link = { vendorId, creditCode, outletCode: given.outletCode, kind, device: given.model, fromOn, toOn: null }
    try {
      // One that was linked before it was listed takes no new work either.
      await refuseBarred(tx, vendorId, link)
      if (!(await isLinked(tx, outletId, vendorId, kind, fromOn))) await linkVendor(tx, viewer, link, now)
    } catch (error) {
      if (!(error instanceof DomainError) || error.problems.length === 0) throw error
      throw new DomainError(error.code, error.message, [{ field, message: error.message }])
    }
  }
}

const isLinked = async (tx: Db, outletId: number, vendorId: number, kind: keyof typeof vendorFields, day: string) =>
  (await tx.$count(
    outletVendors,
    and(
      eq(outletVendors.outletId, outletId),
      eq(outletVendors.vendorId, vendorId),
      eq(outletVendors.kind, kind),
      or(isNull(outletVendors.toOn), gte(outletVendors.toOn, day)),
    ),
  )) > 0
