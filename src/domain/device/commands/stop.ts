import { and, eq, gt, inArray, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { deviceStops } from '#db/schema/device-register.ts'
import { deviceForCare, deviceForOffice, keepDocument, type StoredDocument } from '#domain/device/commands/shared.ts'
import { applyDeviceStops, judgeStopped } from '#domain/device/commands/stop-terms.ts'
import type { StopAnswer, StopApplication } from '#domain/device/input/care.ts'
import { answerDueOn } from '#domain/device/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, notFound, refusal, refusePersonalData } from '#platform/refuse.ts'

/**
 * The firm applies for a stop or the removal of a device, before it happens.
 * @throws DomainError not_found; conflict with another stop; rule_broken at a field
 */
export async function applyForStop(
  db: Db,
  viewer: Viewer,
  given: StopApplication,
  file: StoredDocument | undefined,
  now: Date,
): Promise<number> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const device = await deviceForCare(tx, viewer, 'device.apply_stop', given.deviceId, now)
    if (device.state === 'removed') throw conflict('设备已拆除', 'The device was taken away')
    if (given.fromAt < now)
      throw refusal(
        'fromAt',
        '停运、拆除须事先申请，不能早于现在',
        'It is applied for before it begins, so not in the past',
      )
    const toAt = given.kind === 'removal' ? null : given.toAt
    if (given.kind !== 'removal' && toAt === null)
      throw refusal('toAt', '停产、停运要填结束时间', 'A stop needs its end')
    if (toAt !== null && toAt <= given.fromAt)
      throw refusal('toAt', '结束时间须晚于开始时间', 'The end comes after the beginning')
    refusePersonalData({ reason: given.reason })
    const touching = and(
      eq(deviceStops.deviceId, device.id),
      inArray(deviceStops.state, ['applied', 'approved', 'silent']),
      toAt === null ? undefined : lt(deviceStops.fromAt, toAt),
      or(isNull(deviceStops.toAt), gt(deviceStops.toAt, given.fromAt)),
      or(isNull(deviceStops.endedAt), gt(deviceStops.endedAt, given.fromAt)),
    )
    if ((await tx.$count(deviceStops, touching)) > 0)
      throw conflict('这段时间已有申请或已同意的停运', 'A stop in that time is applied for or approved already')
    const fileId = await keepDocument(tx, device.outletId, file, device.account, now)
    const [added] = await tx
      .insert(deviceStops)
      .values({
        ...given,
        toAt,
        outletId: device.outletId,
        fileId,
        appliedBy: device.account.userId,
        appliedAt: now,
        answerDueOn: answerDueOn(cityDate(now)),
      })
      .returning({ id: deviceStops.id })
    const { id } = added as { id: number }
    await recordEvent(tx, {
      kind: 'device_desk.stop_applied',
      subject: `device:${device.id}`,
      by: viewer,
      at: now,
      after: { stopId: id, kind: given.kind, reason: given.reason, creditCode: device.creditCode },
    })
    return id
  })
}

async function lockedStop(tx: Db, id: number) {
  const [found] = await tx.select().from(deviceStops).where(eq(deviceStops.id, id)).for('update')
  return found
}
const noStop = () => notFound('没有这份申请', 'There is no such application')

/** Takes an application back while nobody answered it. @throws DomainError not_found; conflict */
export async function withdrawStop(db: Db, viewer: Viewer, id: number, now: Date): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    demand(viewer, 'device.apply_stop', viewer.role === 'visitor' ? {} : { enterpriseId: viewer.enterpriseId })
    const stop = await lockedStop(tx, id)
    if (!stop) throw noStop()
    const device = await deviceForCare(tx, viewer, 'device.apply_stop', stop.deviceId, now)
    if (stop.state !== 'applied') throw conflict('已答复，不能撤回', 'It was answered and can no longer be taken back')
    await tx
      .update(deviceStops)
      .set({ state: 'withdrawn', answeredBy: device.account.userId, answeredAt: now })
      .where(eq(deviceStops.id, id))
    await recordEvent(tx, {
      kind: 'device_desk.stop_withdrawn',
      subject: `device:${device.id}`,
      by: viewer,
      at: now,
      after: { stopId: id, creditCode: device.creditCode },
    })
  })
}

/** The bureau answers an application; its answer is public. @throws DomainError not_found; conflict when it is answered */
export async function answerStop(db: Db, viewer: Viewer, given: StopAnswer, now: Date): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const stop = await lockedStop(tx, given.id)
    demand(viewer, 'device.answer_stop', viewer.role === 'visitor' ? {} : { regionCode: viewer.regionCode })
    if (!stop) throw noStop()
    const device = await deviceForOffice(tx, viewer, 'device.answer_stop', stop.deviceId)
    if (stop.state !== 'applied')
      throw conflict('这份申请已有结果，您写的还在下面', 'It was answered meanwhile; what you wrote is still below')
    refusePersonalData({ answer: given.answer })
    await tx
      .update(deviceStops)
      .set({ state: given.state, answer: given.answer, answeredBy: device.account.userId, answeredAt: now })
      .where(eq(deviceStops.id, given.id))
    if (given.state === 'approved') await judgeStopped(tx, stop, now)
    await applyDeviceStops(tx, device.id, now)
    await recordEvent(tx, {
      kind: 'device.stop_answered',
      subject: `device:${device.id}`,
      by: viewer,
      at: now,
      after: { stopId: given.id, state: given.state, answer: given.answer, creditCode: device.creditCode },
    })
  })
}

/** The firm says that a stop is over before its end: from now on values are due again. @throws DomainError not_found; conflict */
export async function endStop(db: Db, viewer: Viewer, id: number, now: Date): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    demand(viewer, 'device.apply_stop', viewer.role === 'visitor' ? {} : { enterpriseId: viewer.enterpriseId })
    const stop = await lockedStop(tx, id)
    if (!stop) throw noStop()
    const device = await deviceForCare(tx, viewer, 'device.apply_stop', stop.deviceId, now)
    const isRunning =
      (stop.state === 'approved' || stop.state === 'silent') &&
      stop.toAt !== null &&
      stop.fromAt <= now &&
      now < stop.toAt &&
      stop.endedAt === null
    if (!isRunning) throw conflict('这次停运没有在进行', 'This stop is not going on')
    await tx.update(deviceStops).set({ endedAt: now }).where(eq(deviceStops.id, id))
    await applyDeviceStops(tx, device.id, now)
    await recordEvent(tx, {
      kind: 'device.stop_ended',
      subject: `device:${device.id}`,
      by: viewer,
      at: now,
      after: { stopId: id, creditCode: device.creditCode },
    })
  })
}
