import { and, asc, count, eq, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { devices, unknownDevices } from '#db/schema/device.ts'
import { deviceChecks, deviceFaults, deviceSteps, deviceStops } from '#db/schema/device-register.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { listRaised } from '#domain/device/queries/raised.ts'
import { signOffDueOn } from '#domain/device/rules/terms.ts'
import { outletsOperatedBy } from '#domain/monitoring/queries/operated.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { reachOf } from '#platform/permissions/matrix.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import {
  endOf,
  mostOfOneKind,
  type Waiting,
  type WaitingKind,
  type WaitingSource,
  workRegion,
} from '#platform/waiting.ts'

/** What devices wait for: at the office stops, sign-offs, rechecks, visits, devices nobody knows; at firms and operators open faults. */
export const waitingDevices: WaitingSource = async (db, account, now) => {
  const today = cityDate(now)
  const lists = await Promise.all([
    faults(db, account, today),
    stops(db, account, today),
    signOffs(db, account, now),
    rechecks(db, account),
    visits(db, account, today),
    unknown(db, account),
  ])
  return lists.flat()
}

const place = {
  deviceId: devices.id,
  outletCode: outlets.code,
  firm: enterprises.name,
  firmEn: enterprises.nameEn,
}
const lineOf = (
  row: { deviceId: number; outletCode: string; firm: string; firmEn: string | null },
  kind: WaitingKind,
) => ({
  kind,
  subject: `device:${row.deviceId}`,
  title: { zh: `${row.firm} · ${row.outletCode}`, en: `${row.firmEn ?? row.firm} · ${row.outletCode}` },
  path: `/office/devices/${row.deviceId}`,
})

/** A county's; at the city those whose term is over. */
const within = (region: string | null, isOver: SQL | undefined): SQL | undefined =>
  region === null ? isOver : eq(enterprises.regionCode, region)

async function faults(db: Db, account: Account, today: string): Promise<Waiting[]> {
  if (account.role !== 'firm' && account.role !== 'monitoring_operator') return []
  const isFirm = account.role === 'firm'
  const operated = isFirm ? [] : await outletsOperatedBy(db, account, today)
  if (!isFirm && operated.length === 0) return []
  const rows = await db
    .select({ ...place, dueAt: deviceFaults.repairDueAt, at: deviceFaults.reportedAt })
    .from(deviceFaults)
    .innerJoin(devices, eq(devices.id, deviceFaults.deviceId))
    .innerJoin(outlets, eq(outlets.id, deviceFaults.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(
      and(
        isNull(deviceFaults.repairedAt),
        isFirm
          ? eq(outlets.enterpriseId, account.enterpriseId ?? 0)
          : sql`${outlets.id} = any(${sql.param(operated)}::int[])`,
      ),
    )
    .orderBy(asc(deviceFaults.repairDueAt))
    .limit(mostOfOneKind)
  const path = isFirm ? '/filing/devices' : '/office/monitoring/devices'
  return rows.map((row) => ({ ...lineOf(row, 'device.fault'), path, dueAt: row.dueAt, since: row.at }))
}

async function stops(db: Db, account: Account, today: string): Promise<Waiting[]> {
  const region = workRegion(account, 'device.answer_stop')
  if (region === undefined) return []
  const rows = await db
    .select({ ...place, dueOn: deviceStops.answerDueOn, at: deviceStops.appliedAt })
    .from(deviceStops)
    .innerJoin(devices, eq(devices.id, deviceStops.deviceId))
    .innerJoin(outlets, eq(outlets.id, deviceStops.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    // Silence is consent: on the last day the city sees it too.
    .where(and(eq(deviceStops.state, 'applied'), within(region, lt(deviceStops.answerDueOn, addDays(today, 1)))))
    .orderBy(asc(deviceStops.answerDueOn))
    .limit(mostOfOneKind)
  return rows.map((row) => ({
    ...lineOf(row, 'device.stop'),
    path: `/office/devices/${row.deviceId}#answer`,
    dueAt: endOf(row.dueOn),
    since: row.at,
  }))
}

/** 验收备案, by another person than who recorded the acceptance; at the city once its term is over. */
async function signOffs(db: Db, account: Account, now: Date): Promise<Waiting[]> {
  const region = workRegion(account, 'device.register')
  if (region === undefined) return []
  const another = (column: AnyPgColumn) => or(isNull(column), ne(column, account.userId))
  const rows = await db
    .select({ ...place, on: deviceSteps.reachedOn, at: deviceSteps.at })
    .from(devices)
    .innerJoin(deviceSteps, and(eq(deviceSteps.deviceId, devices.id), eq(deviceSteps.step, 'accepted')))
    .innerJoin(outlets, eq(outlets.id, devices.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(and(eq(devices.state, 'accepted'), another(deviceSteps.by), within(region, undefined)))
    .orderBy(asc(deviceSteps.reachedOn))
    .limit(mostOfOneKind)
  return rows
    .map((row) => ({ ...lineOf(row, 'device.step'), dueAt: endOf(signOffDueOn(row.on)), since: row.at }))
    .filter(({ dueAt }) => region !== null || dueAt < now)
}

async function rechecks(db: Db, account: Account): Promise<Waiting[]> {
  if (!reachOf(account, 'device.check')) return []
  const rows = await db
    .select({ ...place, dueOn: deviceChecks.rectifyBy, at: deviceChecks.at })
    .from(deviceChecks)
    .innerJoin(devices, eq(devices.id, deviceChecks.deviceId))
    .innerJoin(outlets, eq(outlets.id, devices.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(and(eq(deviceChecks.result, 'problems'), isNull(deviceChecks.rectifiedOn)))
    .orderBy(asc(deviceChecks.rectifyBy))
    .limit(mostOfOneKind)
  return rows.map((row) => ({ ...lineOf(row, 'device.recheck'), dueAt: endOf(row.dueOn), since: row.at }))
}

/** Visits by a raised schedule, from a week before their day on. */
async function visits(db: Db, account: Account, today: string): Promise<Waiting[]> {
  const region = workRegion(account, 'device.raise')
  if (!region) return []
  const rows = await listRaised(db, { regionCode: region })
  return rows
    .filter(({ dueOn }) => dueOn <= addDays(today, 7))
    .slice(0, mostOfOneKind)
    .map((row) => ({
      kind: 'device.visit',
      subject: `raised:${row.id}`,
      title: { zh: row.enterpriseName, en: row.enterpriseNameEn ?? row.enterpriseName },
      path: '/office/devices/raised',
      dueAt: endOf(row.dueOn),
      since: new Date(`${row.visits[0]?.doneOn ?? row.fromOn}T00:00:00+08:00`),
    }))
}

/** They have no county yet: one line for all, at whoever may register them. */
async function unknown(db: Db, account: Account): Promise<Waiting[]> {
  if (reachOf(account, 'device.register') !== 'any') return []
  const [found] = await db
    .select({ count: count(), since: sql<string | null>`min(${unknownDevices.firstAt})` })
    .from(unknownDevices)
  if (!found || found.count === 0 || found.since === null) return []
  return [
    {
      kind: 'device.unknown',
      subject: 'devices:unknown',
      title: { zh: '网关拒收的设备', en: 'Devices that the gateway refused' },
      path: '/office/devices/unknown',
      since: new Date(found.since),
      count: found.count,
    },
  ]
}
