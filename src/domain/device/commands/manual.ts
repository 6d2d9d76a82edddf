import { and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { deviceFaults, manualValues } from '#db/schema/device-register.ts'
import { factors } from '#db/schema/standard.ts'
import { deviceForCare } from '#domain/device/commands/shared.ts'
import type { ManualValue } from '#domain/device/input/care.ts'
import { limitsOf } from '#domain/monitoring/queries/live/limits.ts'
import { limitOn } from '#domain/monitoring/rules/live/value.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal, refusePersonalData } from '#platform/refuse.ts'

/**
 * Enters a value that was measured by hand, in the factor's unit, with the limit of its day; it is public at once and never changed.
 * @throws DomainError not_found; conflict when it is there; rule_broken at a field
 */
export async function enterManualValue(db: Db, viewer: Viewer, given: ManualValue, now: Date): Promise<number> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const device = await deviceForCare(tx, viewer, 'device.enter_manual', given.deviceId, now)
    const [factor] = await tx
      .select({ code: factors.code, unit: factors.unit, medium: factors.medium })
      .from(factors)
      .where(sql`lower(${factors.code}) = lower(${given.factorCode})`)
    const medium = device.outletKind === 'water_outlet' ? 'water' : 'air'
    if (!factor || factor.medium !== medium)
      throw refusal('factorCode', `没有污染因子 ${given.factorCode}`, `There is no factor ${given.factorCode} here`)
    if (given.sampledAt > now) throw refusal('sampledAt', '采样时间不能在现在之后', 'It cannot lie in the future')
    refusePersonalData({ laboratory: given.laboratory })
    const day = cityDate(given.sampledAt)
    const limits = (await limitsOf(tx, [device.outletId], day, day)).get(device.outletId) ?? []
    const limit = limitOn(limits, factor.code, day, medium, factor.unit)
    const [fault] = await tx
      .select({ id: deviceFaults.id })
      .from(deviceFaults)
      .where(
        and(
          eq(deviceFaults.deviceId, device.id),
          lte(deviceFaults.beganAt, given.sampledAt),
          or(isNull(deviceFaults.repairedAt), gt(deviceFaults.repairedAt, given.sampledAt)),
        ),
      )
    const [added] = await tx
      .insert(manualValues)
      .values({
        outletId: device.outletId,
        faultId: fault?.id ?? null,
        factorCode: factor.code,
        sampledAt: given.sampledAt,
        value: given.value,
        unit: factor.unit,
        limitMin: limit?.limitMin ?? null,
        limitMax: limit?.limitMax ?? null,
        laboratory: given.laboratory,
        by: device.account.userId,
        at: now,
      })
      .onConflictDoNothing()
      .returning({ id: manualValues.id })
    if (!added) throw conflict('这个时间的这一项已录入', 'This factor was entered for that time already')
    await recordEvent(tx, {
      kind: 'device.manual_entered',
      subject: `device:${device.id}`,
      by: viewer,
      at: now,
      after: {
        factorCode: factor.code,
        sampledAt: given.sampledAt.toISOString(),
        value: given.value,
        unit: factor.unit,
        creditCode: device.creditCode,
      },
    })
    return added.id
  })
}
