import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { deviceChecks } from '#db/schema/device-register.ts'
import { deviceForOffice, keepDocument, type StoredDocument } from '#domain/device/commands/shared.ts'
import type { DeviceCheck } from '#domain/device/input/care.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, notFound, refusal, refusePersonalData } from '#platform/refuse.ts'

/** Records what was found at a device: installation, running, connection, quality of its data. @throws DomainError at a field */
export async function recordCheck(
  db: Db,
  viewer: Viewer,
  given: DeviceCheck,
  file: StoredDocument | undefined,
  now: Date,
): Promise<number> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const device = await deviceForOffice(tx, viewer, 'device.check', given.deviceId)
    if (given.checkedOn > cityDate(now))
      throw refusal('checkedOn', '检查日期不能在今天之后', 'The day cannot be in the future')
    const rectifyBy = given.result === 'fine' ? null : given.rectifyBy
    if (given.result === 'problems' && rectifyBy === null)
      throw refusal('rectifyBy', '发现问题的要定整改期限', 'Where problems were found, a term is set')
    if (rectifyBy !== null && rectifyBy < given.checkedOn)
      throw refusal('rectifyBy', '整改期限不能早于检查日期', 'The term cannot be before the check')
    refusePersonalData({ findings: given.findings })
    const fileId = await keepDocument(tx, device.outletId, file, device.account, now)
    const [added] = await tx
      .insert(deviceChecks)
      .values({ ...given, rectifyBy, fileId, by: device.account.userId, at: now })
      .returning({ id: deviceChecks.id })
    const { id } = added as { id: number }
    await recordEvent(tx, {
      kind: 'device.checked',
      subject: `device:${device.id}`,
      by: viewer,
      at: now,
      after: { checkId: id, topics: given.topics, result: given.result, rectifyBy, creditCode: device.creditCode },
    })
    return id
  })
}

/** Says when and how what a check found was put right. @throws DomainError not_found; conflict; rule_broken at the day */
export async function recordRectified(
  db: Db,
  viewer: Viewer,
  { id, rectifiedOn, rectified }: { id: number; rectifiedOn: string; rectified: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    demand(viewer, 'device.check')
    const [check] = await tx.select().from(deviceChecks).where(eq(deviceChecks.id, id)).for('update')
    if (!check) throw notFound('没有这次检查', 'There is no such check')
    const device = await deviceForOffice(tx, viewer, 'device.check', check.deviceId)
    if (check.result === 'fine' || check.rectifiedOn !== null)
      throw conflict('这次检查没有待整改的问题', 'Nothing of this check waits to be put right')
    if (rectifiedOn > cityDate(now) || rectifiedOn < check.checkedOn)
      throw refusal(
        'rectifiedOn',
        `日期应在 ${check.checkedOn} 至今天之间`,
        `The day lies between ${check.checkedOn} and today`,
      )
    refusePersonalData({ rectified })
    await tx.update(deviceChecks).set({ rectifiedOn, rectified }).where(eq(deviceChecks.id, id))
    await recordEvent(tx, {
      kind: 'device.rectified',
      subject: `device:${device.id}`,
      by: viewer,
      at: now,
      after: { checkId: id, rectifiedOn, creditCode: device.creditCode },
    })
  })
}
