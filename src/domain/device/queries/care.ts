import { and, asc, desc, eq, gt, gte, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { deviceActivity, devices } from '#db/schema/device.ts'
import { deviceChecks, deviceFaults, deviceFiles, deviceStops, manualValues } from '#db/schema/device-register.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { factors } from '#db/schema/standard.ts'
import { faultStanding, nextSampleAt, samplesDue } from '#domain/device/rules/clock.ts'
import { faultRuleOn } from '#domain/device/rules/terms.ts'
import { outletsOperatedBy } from '#domain/monitoring/queries/operated.ts'
import { onlineStateOf } from '#domain/monitoring/rules/live/state.ts'
import { cityDate } from '#platform/clock.ts'
import { demand } from '#platform/permissions/demand.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** Whose: one device's, one firm's, an operator's outlets, a county's, or all (`{}`). */
export interface CareScope {
  deviceId?: number
  enterpriseId?: number
  outletIds?: readonly number[]
  regionCode?: string
}
const within = ({ deviceId, enterpriseId, outletIds, regionCode }: CareScope): SQL | undefined =>
  and(
    deviceId === undefined ? undefined : eq(devices.id, deviceId),
    enterpriseId === undefined ? undefined : eq(enterprises.id, enterpriseId),
    outletIds === undefined ? undefined : inArray(outlets.id, [...outletIds]),
    regionCode === undefined ? undefined : eq(enterprises.regionCode, regionCode),
  )

const place = {
  deviceId: devices.id,
  mn: devices.mn,
  outletId: outlets.id,
  outletCode: outlets.code,
  outletName: outlets.name,
  creditCode: enterprises.creditCode,
  enterpriseName: enterprises.name,
  enterpriseNameEn: enterprises.nameEn,
  regionCode: enterprises.regionCode,
}

/** Faults, the open ones first by their clock, then the newest; with how they keep their terms. */
export async function listFaults(db: Db, scope: CareScope, now: Date, { open = false, limit = 50 } = {}) {
  const rows = await db
    .select({
      ...place,
      id: deviceFaults.id,
      beganAt: deviceFaults.beganAt,
      cause: deviceFaults.cause,
      reportDueAt: deviceFaults.reportDueAt,
      reportedAt: deviceFaults.reportedAt,
      repairDueAt: deviceFaults.repairDueAt,
      samplesPerDay: deviceFaults.samplesPerDay,
      repairedAt: deviceFaults.repairedAt,
      repair: deviceFaults.repair,
      samples: sql<number>`(select count(distinct sampled_at)::int from manual_values m where m.fault_id = ${deviceFaults.id})`,
      lastSampleAt: sql<
        string | null
      >`(select max(sampled_at) from manual_values m where m.fault_id = ${deviceFaults.id})`,
    })
    .from(deviceFaults)
    .innerJoin(devices, eq(devices.id, deviceFaults.deviceId))
    .innerJoin(outlets, eq(outlets.id, deviceFaults.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(and(within(scope), open ? isNull(deviceFaults.repairedAt) : undefined))
    .orderBy(
      sql`${deviceFaults.repairedAt} is not null`,
      sql`case when ${deviceFaults.repairedAt} is null then ${deviceFaults.repairDueAt} end`,
      desc(deviceFaults.beganAt),
    )
    .limit(limit)
  return rows.map((row) => ({
    ...row,
    ...faultStanding(row, now),
    samplesDue: samplesDue(row, row.samplesPerDay, now),
    nextSampleAt: nextSampleAt(
      row.beganAt,
      row.lastSampleAt === null ? null : new Date(row.lastSampleAt),
      faultRuleOn(cityDate(row.beganAt)).mostHoursApart.value,
    ),
  }))
}
export type FaultNow = Awaited<ReturnType<typeof listFaults>>[number]

/** Applications for stops and removals: what waits first by its term, then the newest. */
export const listStops = (db: Db, scope: CareScope, { waiting = false, limit = 50 } = {}) =>
  selectStops(db, and(within(scope), waiting ? eq(deviceStops.state, 'applied') : undefined), limit)

/** Stops that hold now, and removals of the last month: what the public reads. */
export const listStopsInForce = (db: Db, now: Date) =>
  selectStops(
    db,
    and(
      inArray(deviceStops.state, ['approved', 'silent']),
      or(
        and(gt(deviceStops.toAt, now), or(isNull(deviceStops.endedAt), gt(deviceStops.endedAt, now))),
        and(isNull(deviceStops.toAt), gt(deviceStops.fromAt, new Date(now.getTime() - 31 * 86_400_000))),
      ),
    ),
    200,
  )

const selectStops = (db: Db, where: SQL | undefined, limit: number) =>
  db
    .select({
      ...place,
      id: deviceStops.id,
      kind: deviceStops.kind,
      fromAt: deviceStops.fromAt,
      toAt: deviceStops.toAt,
      endedAt: deviceStops.endedAt,
      reason: deviceStops.reason,
      fileId: deviceStops.fileId,
      fileName: deviceFiles.name,
      appliedAt: deviceStops.appliedAt,
      answerDueOn: deviceStops.answerDueOn,
      state: deviceStops.state,
      answer: deviceStops.answer,
      answeredAt: deviceStops.answeredAt,
      answeredByName: users.name,
    })
    .from(deviceStops)
    .innerJoin(devices, eq(devices.id, deviceStops.deviceId))
    .innerJoin(outlets, eq(outlets.id, deviceStops.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .leftJoin(users, eq(users.id, deviceStops.answeredBy))
    .leftJoin(deviceFiles, eq(deviceFiles.id, deviceStops.fileId))
    .where(where)
    .orderBy(
      sql`${deviceStops.state} <> 'applied'`,
      sql`case when ${deviceStops.state} = 'applied' then ${deviceStops.answerDueOn} end`,
      desc(deviceStops.appliedAt),
    )
    .limit(limit)
export type StopRow = Awaited<ReturnType<typeof listStops>>[number]

/** Values measured by hand at an outlet, the newest first. */
export const listManualValues = (db: Db, outletIds: readonly number[], limit = 50) =>
  outletIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          outletId: manualValues.outletId,
          outletCode: outlets.code,
          factorCode: manualValues.factorCode,
          nameZh: factors.nameZh,
          nameEn: factors.nameEn,
          sampledAt: manualValues.sampledAt,
          value: manualValues.value,
          unit: manualValues.unit,
          limitMin: manualValues.limitMin,
          limitMax: manualValues.limitMax,
          laboratory: manualValues.laboratory,
        })
        .from(manualValues)
        .innerJoin(outlets, eq(outlets.id, manualValues.outletId))
        .innerJoin(factors, eq(factors.code, manualValues.factorCode))
        .where(inArray(manualValues.outletId, [...outletIds]))
        .orderBy(desc(manualValues.sampledAt), asc(manualValues.factorCode))
        .limit(limit)
export type ManualRow = Awaited<ReturnType<typeof listManualValues>>[number]

/** The devices that a firm has or an operator runs, with their state now. @throws DomainError not_allowed */
export async function listOwnDevices(db: Db, viewer: Viewer, now: Date) {
  const enterpriseId = viewer.role === 'visitor' ? null : viewer.enterpriseId
  demand(viewer, 'device.report_fault', { enterpriseId })
  const isFirm = reachOf(viewer, 'device.report_fault') === 'own_enterprise'
  const outletIds = isFirm ? undefined : await outletsOperatedBy(db, viewer, cityDate(now))
  if (outletIds?.length === 0) return []
  const rows = await db
    .select({
      ...place,
      outletKind: outlets.kind,
      deviceState: devices.state,
      lastFrameAt: deviceActivity.lastFrameAt,
      registeredOn: devices.registeredOn,
    })
    .from(devices)
    .innerJoin(outlets, eq(outlets.id, devices.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .leftJoin(deviceActivity, eq(deviceActivity.deviceId, devices.id))
    .where(
      and(
        sql`${devices.state} <> 'removed'`,
        isFirm ? eq(enterprises.id, enterpriseId ?? 0) : inArray(outlets.id, outletIds ?? []),
      ),
    )
    .orderBy(asc(enterprises.namePinyin), asc(outlets.code))
  return rows.map((row) => ({ ...row, online: onlineStateOf(row, now) }))
}
export type OwnDevice = Awaited<ReturnType<typeof listOwnDevices>>[number]

/** Why an outlet is silent, as far as the register knows: an open fault, a stop in force, values by hand meanwhile; and what checks found. */
export async function silenceOf(db: Db, outletId: number, now: Date) {
  const [[fault], [stop], manual, checks] = await Promise.all([
    db
      .select({ beganAt: deviceFaults.beganAt, cause: deviceFaults.cause, repairDueAt: deviceFaults.repairDueAt })
      .from(deviceFaults)
      .where(and(eq(deviceFaults.outletId, outletId), isNull(deviceFaults.repairedAt)))
      .limit(1),
    db
      .select({
        kind: deviceStops.kind,
        fromAt: deviceStops.fromAt,
        toAt: deviceStops.toAt,
        reason: deviceStops.reason,
      })
      .from(deviceStops)
      .where(
        and(
          eq(deviceStops.outletId, outletId),
          inArray(deviceStops.state, ['approved', 'silent']),
          lte(deviceStops.fromAt, now),
          or(isNull(deviceStops.toAt), gte(deviceStops.toAt, now)),
          isNull(deviceStops.endedAt),
        ),
      )
      .orderBy(desc(deviceStops.fromAt))
      .limit(1),
    listManualValues(db, [outletId], 12),
    db
      .select({
        id: deviceChecks.id,
        checkedOn: deviceChecks.checkedOn,
        topics: deviceChecks.topics,
        result: deviceChecks.result,
        findings: deviceChecks.findings,
        rectifyBy: deviceChecks.rectifyBy,
        rectifiedOn: deviceChecks.rectifiedOn,
        rectified: deviceChecks.rectified,
      })
      .from(deviceChecks)
      .innerJoin(devices, eq(devices.id, deviceChecks.deviceId))
      .where(eq(devices.outletId, outletId))
      .orderBy(desc(deviceChecks.checkedOn), desc(deviceChecks.id))
      .limit(6),
  ])
  return { fault, stop, manual, checks }
}
