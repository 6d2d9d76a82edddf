import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { deviceActivity, devices } from '#db/schema/device.ts'
import { deviceSteps } from '#db/schema/device-register.ts'
import { deviceForOffice, keepDocument, type StoredDocument } from '#domain/device/commands/shared.ts'
import type { DeviceStepInput } from '#domain/device/input/register.ts'
import { barToStep, type StepBar } from '#domain/device/rules/steps.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { handOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal, refusePersonalData } from '#platform/refuse.ts'
import { term } from '#src/i18n/terms.ts'

/**
 * Records that a device reached its next state: installed, connected, compared, accepted, signed off.
 * @throws DomainError rule_broken at the step, its day or its paper
 */
export async function recordStep(
  db: Db,
  viewer: Viewer,
  given: DeviceStepInput,
  file: StoredDocument | undefined,
  now: Date,
): Promise<void> {
  const { id, step, reachedOn, documentNo, words } = given
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const device = await deviceForOffice(tx, viewer, 'device.register', id)
    const done = await tx
      .select({ step: deviceSteps.step, reachedOn: deviceSteps.reachedOn, by: deviceSteps.by })
      .from(deviceSteps)
      .where(eq(deviceSteps.deviceId, id))
    const byHand = done.map((each) => ({ ...each, by: handOf(device.account, each.by) }))
    const bar = barToStep(device.state, byHand, {
      step,
      reachedOn,
      documentNo,
      by: device.account.userId,
      today: cityDate(now),
      isHeard: (await tx.$count(deviceActivity, eq(deviceActivity.deviceId, id))) > 0,
    })
    if (bar) throw refusalOf(bar)
    refusePersonalData({ words })
    const fileId = await keepDocument(tx, device.outletId, file, device.account, now)
    await tx
      .insert(deviceSteps)
      .values({ deviceId: id, step, reachedOn, documentNo, words, fileId, by: device.account.userId, at: now })
    await tx.update(devices).set({ state: step }).where(eq(devices.id, id))
    await recordEvent(tx, {
      kind: 'device.step_recorded',
      subject: `device:${id}`,
      by: viewer,
      at: now,
      before: { state: device.state },
      after: { state: step, reachedOn, documentNo, creditCode: device.creditCode },
    })
  })
}

function refusalOf(bar: StepBar) {
  const zh = (state: string) => term('zh', 'deviceState', state as never)
  const en = (state: string) => term('en', 'deviceState', state as never).toLowerCase()
  switch (bar.code) {
    case 'removed':
      return refusal('step', '设备已拆除', 'The device was taken away')
    case 'stopped':
      return refusal('step', '设备停用中，恢复后再办', 'The device is out of use; go on when it is back')
    case 'order':
      return bar.next
        ? refusal(
            'step',
            `下一步应是“${zh(bar.next)}”，不能跳过`,
            `The next step is “${en(bar.next)}”; none is left out`,
          )
        : refusal('step', '已销号，没有下一步', 'It is signed off; there is no further step')
    case 'future':
      return refusal('reachedOn', '日期不能在今天之后', 'The day cannot be in the future')
    case 'before':
      return refusal('reachedOn', `不能早于上一步的 ${bar.day}`, `It cannot be before the last step, ${bar.day}`)
    case 'not_heard':
      return refusal(
        'step',
        '本站还没有收到这台设备的任何数据，不能记为已联网',
        'Nothing has come from this device yet, so it is not connected',
      )
    case 'document':
      return refusal('documentNo', '这一步要填报告或文件编号', 'This step needs the number of its report or paper')
    case 'two_people':
      return refusal(
        'step',
        `“${zh(bar.step)}”是您记录的，这一步须由另一人办理`,
        `You recorded “${en(bar.step)}”; this step is another person's`,
      )
  }
}
