import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { raisedSchedules, raisedVisits } from '#db/schema/device-register.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import type { RaisedSchedule, RaisedVisit } from '#domain/device/input/care.ts'
import { normaliseCode } from '#domain/enterprise/rules/credit-code.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, notFound, refusal, refusePersonalData } from '#platform/refuse.ts'

/** From a day on a firm without a device is monitored or inspected each so many days. @throws DomainError at the firm; conflict */
export async function beginSchedule(db: Db, viewer: Viewer, given: RaisedSchedule, now: Date): Promise<number> {
  const { creditCode, ...schedule } = given
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [firm] = await tx
      .select({ id: enterprises.id, creditCode: enterprises.creditCode, regionCode: enterprises.regionCode })
      .from(enterprises)
      .where(eq(enterprises.creditCode, normaliseCode(creditCode)))
    const account = demandAccount(viewer, 'device.raise', { regionCode: firm?.regionCode ?? ownRegion(viewer) })
    if (!firm)
      throw refusal(
        'creditCode',
        `名录中没有代码为 ${creditCode} 的单位`,
        `The register has no enterprise ${creditCode}`,
      )
    const [added] = await tx
      .insert(raisedSchedules)
      .values({ ...schedule, enterpriseId: firm.id, by: account.userId, at: now })
      .onConflictDoNothing()
      .returning({ id: raisedSchedules.id })
    if (!added) throw conflict('这家单位已有这一类安排', 'This firm has such a schedule already')
    await recordEvent(tx, {
      kind: 'device.schedule_begun',
      subject: `enterprise:${firm.creditCode}`,
      by: viewer,
      at: now,
      after: { scheduleId: added.id, ...schedule, creditCode: firm.creditCode },
    })
    return added.id
  })
}

async function scheduleFor(tx: Db, viewer: Viewer, id: number) {
  const [found] = await tx
    .select({
      fromOn: raisedSchedules.fromOn,
      toOn: raisedSchedules.toOn,
      kind: raisedSchedules.kind,
      creditCode: enterprises.creditCode,
      regionCode: enterprises.regionCode,
    })
    .from(raisedSchedules)
    .innerJoin(enterprises, eq(enterprises.id, raisedSchedules.enterpriseId))
    .where(eq(raisedSchedules.id, id))
    .for('update', { of: raisedSchedules })
  const account = demandAccount(viewer, 'device.raise', { regionCode: found?.regionCode ?? ownRegion(viewer) })
  if (!found) throw notFound('没有这项安排', 'There is no such schedule')
  return { ...found, account }
}

/** Ends a schedule, when a device took its place. @throws DomainError not_found; conflict; rule_broken at the day */
export async function endSchedule(
  db: Db,
  viewer: Viewer,
  { id, toOn }: { id: number; toOn: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const schedule = await scheduleFor(tx, viewer, id)
    if (schedule.toOn !== null) throw conflict('这项安排已结束', 'This schedule has ended')
    if (toOn < schedule.fromOn) throw refusal('toOn', '结束日早于开始日', 'The last day is before the first')
    await tx
      .update(raisedSchedules)
      .set({ toOn })
      .where(and(eq(raisedSchedules.id, id), isNull(raisedSchedules.toOn)))
    await recordEvent(tx, {
      kind: 'device.schedule_ended',
      subject: `enterprise:${schedule.creditCode}`,
      by: viewer,
      at: now,
      after: { scheduleId: id, toOn, creditCode: schedule.creditCode },
    })
  })
}

/** Records a visit and what it found; public at once. @throws DomainError not_found; conflict; rule_broken at a field */
export async function recordVisit(db: Db, viewer: Viewer, given: RaisedVisit, now: Date): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const schedule = await scheduleFor(tx, viewer, given.scheduleId)
    if (given.doneOn > cityDate(now)) throw refusal('doneOn', '日期不能在今天之后', 'The day cannot be in the future')
    if (given.doneOn < schedule.fromOn || (schedule.toOn !== null && given.doneOn > schedule.toOn))
      throw refusal('doneOn', `这项安排自 ${schedule.fromOn} 起`, `The schedule runs from ${schedule.fromOn}`)
    if (schedule.kind === 'monitoring' && given.reportNo === null)
      throw refusal('reportNo', '监测要填报告编号', 'Monitoring needs the number of its report')
    refusePersonalData({ findings: given.findings })
    const hasExceeded = schedule.kind === 'monitoring' ? given.hasExceeded : null
    const added = await tx
      .insert(raisedVisits)
      .values({ ...given, hasExceeded, by: schedule.account.userId, at: now })
      .onConflictDoNothing()
      .returning({ id: raisedVisits.id })
    if (added.length === 0) throw conflict('这一天已有记录', 'A visit of that day is recorded already')
    await recordEvent(tx, {
      kind: 'device.visited',
      subject: `enterprise:${schedule.creditCode}`,
      by: viewer,
      at: now,
      after: { ...given, hasExceeded, creditCode: schedule.creditCode },
    })
  })
}

const ownRegion = (viewer: Viewer) => (viewer.role === 'visitor' ? null : viewer.regionCode)
