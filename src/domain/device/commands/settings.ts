import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { deviceChannels, devices, unknownDevices } from '#db/schema/device.ts'
import { factors } from '#db/schema/standard.ts'
import { deviceForOffice } from '#domain/device/commands/shared.ts'
import type { DeviceSettings } from '#domain/device/input/register.ts'
import { scaleOf } from '#domain/device/rules/plausible.ts'
import { spelled } from '#domain/monitoring/rules/units.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal } from '#platform/refuse.ts'

/** How the gateway deals with a device: its password, CRCs with swapped bytes, frames a minute. The password itself is never told. */
export async function changeSettings(db: Db, viewer: Viewer, given: DeviceSettings, now: Date): Promise<void> {
  const { id, password, ...settings } = given
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const device = await deviceForOffice(tx, viewer, 'device.register', id)
    await tx
      .update(devices)
      .set(password === null ? settings : { ...settings, password })
      .where(eq(devices.id, id))
    if (password !== null || !settings.checksPassword)
      await tx
        .delete(unknownDevices)
        .where(and(sql`lower(${unknownDevices.mn}) = lower(${device.mn})`, eq(unknownDevices.why, 'wrong_password')))
    await recordEvent(tx, {
      kind: 'device_desk.settings_changed',
      subject: `device:${id}`,
      by: viewer,
      at: now,
      after: { ...settings, hasNewPassword: password !== null, creditCode: device.creditCode },
    })
  })
}

/**
 * Says in what unit a device sends a factor; its values are turned into the factor's own from then on.
 * @throws DomainError rule_broken at the factor, or at a unit that measures something else
 */
export async function setChannel(
  db: Db,
  viewer: Viewer,
  { id, factorCode, unit }: { id: number; factorCode: string; unit: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const device = await deviceForOffice(tx, viewer, 'device.register', id)
    const [factor] = await tx
      .select({ code: factors.code, unit: factors.unit })
      .from(factors)
      .where(sql`lower(${factors.code}) = lower(${factorCode})`)
    if (!factor) throw refusal('factorCode', `没有污染因子 ${factorCode}`, `There is no factor ${factorCode}`)
    const sent = unit === '' ? factor.unit : spelled(unit)
    const scale = scaleOf(sent, factor.unit)
    if (scale === null)
      throw refusal(
        'unit',
        `“${unit}”不能换算成 ${factor.unit}；可用 ${unitsFor(factor.unit)}`,
        `“${unit}” cannot be turned into ${factor.unit}; allowed: ${unitsFor(factor.unit)}`,
      )
    const key = and(eq(deviceChannels.deviceId, id), eq(deviceChannels.factorCode, factor.code))
    const [before] = await tx.select({ unit: deviceChannels.unit }).from(deviceChannels).where(key)
    if (unit === '') await tx.delete(deviceChannels).where(key)
    else
      await tx
        .insert(deviceChannels)
        .values({ deviceId: id, factorCode: factor.code, unit: sent, scale })
        .onConflictDoUpdate({
          target: [deviceChannels.deviceId, deviceChannels.factorCode],
          set: { unit: sent, scale },
        })
    await recordEvent(tx, {
      kind: 'device_desk.channel_set',
      subject: `device:${id}`,
      by: viewer,
      at: now,
      before: before && { factorCode: factor.code, unit: before.unit },
      after: { factorCode: factor.code, unit: sent, scale, creditCode: device.creditCode },
    })
  })
}

/** Units that can be turned into this one. */
export const unitsFor = (unit: string): string =>
  ['g/L', 'mg/L', 'µg/L', 'ng/L', 'g/m³', 'mg/m³', 'µg/m³', 'ng/m³']
    .filter((each) => scaleOf(each, unit) !== null)
    .join('、') || unit
