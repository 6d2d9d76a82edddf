import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { devices } from '#db/schema/device.ts'
import { deviceFiles } from '#db/schema/device-register.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { normaliseCode } from '#domain/enterprise/rules/credit-code.ts'
import { outletsOperatedBy } from '#domain/monitoring/queries/operated.ts'
import { cityDate } from '#platform/clock.ts'
import { demand, demandAccount } from '#platform/permissions/demand.ts'
import type { Permission } from '#platform/permissions/matrix.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'
import { notFound, refusal } from '#platform/refuse.ts'

/** An upload that is in the store already. */
export interface StoredDocument {
  name: string
  mediaType: string
  sha256: string
  size: number
}

const place = {
  outletId: outlets.id,
  outletCode: outlets.code,
  outletKind: outlets.kind,
  enterpriseId: enterprises.id,
  creditCode: enterprises.creditCode,
  regionCode: enterprises.regionCode,
}

/** The outlet that was named, for who may do this there. @throws DomainError not_allowed; rule_broken at the outlet's code */
export async function outletFor(
  tx: Db,
  viewer: Viewer,
  permission: Permission,
  { creditCode, outletCode }: { creditCode: string; outletCode: string },
) {
  const [found] = await tx
    .select(place)
    .from(outlets)
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(and(eq(enterprises.creditCode, normaliseCode(creditCode)), eq(outlets.code, outletCode)))
  const own = viewer.role === 'visitor' ? null : viewer.regionCode
  const account = demandAccount(viewer, permission, { regionCode: found?.regionCode ?? own })
  if (!found)
    throw refusal(
      'outletCode',
      `名册中没有单位 ${creditCode} 的排放口 ${outletCode}`,
      `The register has no outlet ${outletCode} of ${creditCode}`,
    )
  return { ...found, account }
}

/** A device, locked until the transaction ends, and where it stands. */
export async function lockedDevice(tx: Db, id: number) {
  const [found] = await tx
    .select({ ...place, id: devices.id, mn: devices.mn, state: devices.state, registeredOn: devices.registeredOn })
    .from(devices)
    .innerJoin(outlets, eq(outlets.id, devices.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(eq(devices.id, id))
    .for('update', { of: devices })
  return found
}
export type LockedDevice = NonNullable<Awaited<ReturnType<typeof lockedDevice>>>

/** The same for an officer who may do this in its county. @throws DomainError not_allowed; not_found */
export async function deviceForOffice(tx: Db, viewer: Viewer, permission: Permission, id: number) {
  const device = await lockedDevice(tx, id)
  const own = viewer.role === 'visitor' ? null : viewer.regionCode
  const account = demandAccount(viewer, permission, { regionCode: device?.regionCode ?? own })
  if (!device) throw noDevice()
  return { ...device, account }
}

/** The same for its firm and, where they may do it too, the operator that runs it and the officers of its county. */
export async function deviceForCare(tx: Db, viewer: Viewer, permission: Permission, id: number, now: Date) {
  const device = await lockedDevice(tx, id)
  const { enterpriseId = null, regionCode = null } = device ?? {}
  demand(viewer, permission, device ? { enterpriseId, regionCode } : ownScope(viewer))
  const account = viewer as Account
  const isOperated =
    account.role !== 'monitoring_operator' ||
    (device && (await outletsOperatedBy(tx, account, cityDate(now))).includes(device.outletId))
  if (!device || !isOperated) throw noDevice()
  return { ...device, account }
}

const ownScope = (viewer: Viewer) =>
  viewer.role === 'visitor' ? {} : { enterpriseId: viewer.enterpriseId, regionCode: viewer.regionCode }

export const noDevice = () => notFound('没有这台设备', 'There is no such device')

/** Names a stored document in the register; null where none came. */
export async function keepDocument(
  tx: Db,
  outletId: number,
  file: StoredDocument | undefined,
  by: Account,
  now: Date,
): Promise<number | null> {
  if (!file) return null
  const [added] = await tx
    .insert(deviceFiles)
    .values({ outletId, ...file, addedBy: by.userId, addedAt: now })
    .returning({ id: deviceFiles.id })
  return added?.id ?? null
}
