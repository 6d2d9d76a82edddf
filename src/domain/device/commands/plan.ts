import { and, eq, ne } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { devices } from '#db/schema/device.ts'
import { devicePlans } from '#db/schema/device-register.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { outletFor } from '#domain/device/commands/shared.ts'
import type { OutletPlanning } from '#domain/device/input/register.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, notFound, refusePersonalData } from '#platform/refuse.ts'

/** Puts an outlet on the county's installation plan, or changes its term there. @throws DomainError at the outlet or a field */
export async function planOutlet(db: Db, viewer: Viewer, given: OutletPlanning, now: Date): Promise<void> {
  const { creditCode, outletCode, ...plan } = given
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { account, outletId, ...outlet } = await outletFor(tx, viewer, 'device.plan', { creditCode, outletCode })
    refusePersonalData({ note: plan.note })
    const [before] = await tx.select().from(devicePlans).where(eq(devicePlans.outletId, outletId)).for('update')
    const written = { ...plan, plannedBy: account.userId, plannedAt: now }
    await tx
      .insert(devicePlans)
      .values({ outletId, ...written })
      .onConflictDoUpdate({ target: devicePlans.outletId, set: written })
    await recordEvent(tx, {
      kind: 'device.planned',
      subject: `outlet:${outletId}`,
      by: viewer,
      at: now,
      before: before && { group: before.group, dueOn: before.dueOn },
      after: { ...plan, outletCode, creditCode: outlet.creditCode },
    })
  })
}

/** Takes an outlet off the plan while it has no device. @throws DomainError not_found; conflict */
export async function dropPlan(db: Db, viewer: Viewer, outletId: number, now: Date): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [found] = await tx
      .select({ dueOn: devicePlans.dueOn, regionCode: enterprises.regionCode, creditCode: enterprises.creditCode })
      .from(devicePlans)
      .innerJoin(outlets, eq(outlets.id, devicePlans.outletId))
      .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
      .where(eq(devicePlans.outletId, outletId))
      .for('update', { of: devicePlans })
    const own = viewer.role === 'visitor' ? null : viewer.regionCode
    demand(viewer, 'device.plan', { regionCode: found?.regionCode ?? own })
    if (!found) throw notFound('计划中没有这个排放口', 'The plan has no such outlet')
    if ((await tx.$count(devices, and(eq(devices.outletId, outletId), ne(devices.state, 'removed')))) > 0)
      throw conflict('已登记设备，不能移出计划', 'A device is registered there, so it stays on the plan')
    await tx.delete(devicePlans).where(eq(devicePlans.outletId, outletId))
    await recordEvent(tx, {
      kind: 'device.plan_dropped',
      subject: `outlet:${outletId}`,
      by: viewer,
      at: now,
      before: { dueOn: found.dueOn, creditCode: found.creditCode },
      after: { creditCode: found.creditCode },
    })
  })
}
