import { and, eq, inArray, lte } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { devices } from '#db/schema/device.ts'
import { deviceSteps, deviceStops } from '#db/schema/device-register.ts'
import { lockedDevice } from '#domain/device/commands/shared.ts'
import { isSilenceConsent, isWithinStop } from '#domain/device/rules/clock.ts'
import { acceptanceSteps, type DeviceState } from '#domain/device/rules/steps.ts'
import { stopRuleOn } from '#domain/device/rules/terms.ts'
import { judgeAgain } from '#domain/monitoring/commands/rates/look-again.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'

/**
 * The job of the clock: applications that nobody answered in time are consented to, and devices are stopped, back, or removed as
 * their stops say. Running it again changes nothing.
 * @returns how many applications and devices changed
 */
export async function runStopTerms(db: Db, now: Date): Promise<number> {
  const waiting = await db
    .select({ id: deviceStops.id, deviceId: deviceStops.deviceId })
    .from(deviceStops)
    .where(eq(deviceStops.state, 'applied'))
  let changed = 0
  for (const { id } of waiting) if (await consentBySilence(db, id, now)) changed++
  const concerned = await db
    .selectDistinct({ id: devices.id })
    .from(devices)
    .innerJoin(deviceStops, eq(deviceStops.deviceId, devices.id))
    .where(and(inArray(deviceStops.state, ['approved', 'silent']), lte(deviceStops.fromAt, now)))
  for (const { id } of concerned)
    if (await db.transaction((tx) => applyDeviceStops(tx as unknown as Db, id, now))) changed++
  return changed
}

async function consentBySilence(db: Db, id: number, now: Date): Promise<boolean> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [stop] = await tx.select().from(deviceStops).where(eq(deviceStops.id, id)).for('update')
    if (stop?.state !== 'applied' || !isSilenceConsent(stop.answerDueOn, now)) return false
    if (!stopRuleOn(cityDate(stop.appliedAt)).silenceIsConsent.value) return false
    const device = await lockedDevice(tx, stop.deviceId)
    await tx.update(deviceStops).set({ state: 'silent', answeredAt: now }).where(eq(deviceStops.id, id))
    await judgeStopped(tx, stop, now)
    await recordEvent(tx, {
      kind: 'device.stop_answered',
      subject: `device:${stop.deviceId}`,
      by: 'system',
      at: now,
      after: { stopId: id, state: 'silent', creditCode: device?.creditCode },
    })
    return true
  })
}

/** Hours of a stop that went by before it was consented to were judged as if values were due: they are judged again. */
export async function judgeStopped(tx: Db, stop: typeof deviceStops.$inferSelect, now: Date): Promise<void> {
  const to = stop.toAt && stop.toAt < now ? stop.toAt : now
  if (stop.fromAt < to) await judgeAgain(tx, stop.outletId, stop.fromAt, to)
}

/** Sets a device's state to what its stops say now. For a transaction of its own or a command's. */
export async function applyDeviceStops(tx: Db, deviceId: number, now: Date): Promise<boolean> {
  const device = await lockedDevice(tx, deviceId)
  if (!device || device.state === 'removed') return false
  const stops = await tx.select().from(deviceStops).where(eq(deviceStops.deviceId, deviceId))
  const within = stops.filter((stop) => stop.kind !== 'production' && isWithinStop(stop, now))
  const isRemoved = within.some(({ kind }) => kind === 'removal')
  const state: DeviceState = isRemoved
    ? 'removed'
    : within.length > 0
      ? 'stopped'
      : device.state === 'stopped'
        ? await stateBefore(tx, deviceId)
        : device.state
  if (state === device.state) return false
  await tx.update(devices).set({ state }).where(eq(devices.id, deviceId))
  if (isRemoved)
    await tx
      .insert(deviceSteps)
      .values({ deviceId, step: 'removed', reachedOn: cityDate(now), by: null, at: now })
      .onConflictDoNothing()
  await recordEvent(tx, {
    kind: 'device.state_changed',
    subject: `device:${deviceId}`,
    by: 'system',
    at: now,
    before: { state: device.state },
    after: { state, creditCode: device.creditCode },
  })
  return true
}

/** How far it had come before it was stopped: the furthest step that is on record. */
async function stateBefore(tx: Db, deviceId: number): Promise<DeviceState> {
  const steps = await tx.select({ step: deviceSteps.step }).from(deviceSteps).where(eq(deviceSteps.deviceId, deviceId))
  return acceptanceSteps.findLast((step) => steps.some((done) => done.step === step)) ?? 'planned'
}
