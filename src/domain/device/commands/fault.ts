import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { deviceFaults } from '#db/schema/device-register.ts'
import { deviceForCare } from '#domain/device/commands/shared.ts'
import type { FaultRepair, FaultReport } from '#domain/device/input/care.ts'
import { faultClocks } from '#domain/device/rules/terms.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, notFound, refusal, refusePersonalData } from '#platform/refuse.ts'

/**
 * The firm or its operator reports that a device is out of order; its clocks run from when that began. A late report is taken, and
 * stands as late.
 * @throws DomainError not_found; conflict while another fault is open; rule_broken at `beganAt` or `cause`
 */
export async function reportFault(db: Db, viewer: Viewer, given: FaultReport, now: Date): Promise<number> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const device = await deviceForCare(tx, viewer, 'device.report_fault', given.deviceId, now)
    if (device.state === 'removed') throw conflict('设备已拆除', 'The device was taken away')
    if (given.beganAt > now) throw refusal('beganAt', '故障时间不能在现在之后', 'It cannot begin in the future')
    if (given.beganAt < new Date(`${device.registeredOn}T00:00:00+08:00`))
      throw refusal(
        'beganAt',
        `不能早于设备登记之日 ${device.registeredOn}`,
        `It cannot be before the device was registered, ${device.registeredOn}`,
      )
    refusePersonalData({ cause: given.cause })
    const open = and(eq(deviceFaults.deviceId, device.id), isNull(deviceFaults.repairedAt))
    if ((await tx.$count(deviceFaults, open)) > 0)
      throw conflict('这台设备已有一个未修复的故障', 'A fault of this device is open already')
    const [added] = await tx
      .insert(deviceFaults)
      .values({
        ...given,
        outletId: device.outletId,
        ...faultClocks(given.beganAt),
        reportedBy: device.account.userId,
        reportedAt: now,
      })
      .returning({ id: deviceFaults.id })
    const { id } = added as { id: number }
    await recordEvent(tx, {
      kind: 'device.fault_reported',
      subject: `device:${device.id}`,
      by: viewer,
      at: now,
      after: { faultId: id, beganAt: given.beganAt.toISOString(), cause: given.cause, creditCode: device.creditCode },
    })
    return id
  })
}

/** Says that a device works again, since when, and what was done. @throws DomainError not_found; conflict; rule_broken */
export async function reportRepair(db: Db, viewer: Viewer, given: FaultRepair, now: Date): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    demand(viewer, 'device.report_fault', viewer.role === 'visitor' ? {} : { enterpriseId: viewer.enterpriseId })
    const [fault] = await tx.select().from(deviceFaults).where(eq(deviceFaults.id, given.id)).for('update')
    if (!fault) throw notFound('没有这个故障', 'There is no such fault')
    const device = await deviceForCare(tx, viewer, 'device.report_fault', fault.deviceId, now)
    if (fault.repairedAt) throw conflict('已报告修复', 'It was reported as repaired')
    if (given.repairedAt > now) throw refusal('repairedAt', '修复时间不能在现在之后', 'It cannot lie in the future')
    if (given.repairedAt < fault.beganAt)
      throw refusal('repairedAt', '修复时间不能早于故障时间', 'It cannot be before the fault')
    refusePersonalData({ repair: given.repair })
    await tx
      .update(deviceFaults)
      .set({
        repairedAt: given.repairedAt,
        repair: given.repair,
        repairedBy: device.account.userId,
        repairReportedAt: now,
      })
      .where(eq(deviceFaults.id, given.id))
    await recordEvent(tx, {
      kind: 'device.repaired',
      subject: `device:${device.id}`,
      by: viewer,
      at: now,
      after: {
        faultId: given.id,
        repairedAt: given.repairedAt.toISOString(),
        repair: given.repair,
        creditCode: device.creditCode,
      },
    })
  })
}
