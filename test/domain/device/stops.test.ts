import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { memberships, users } from '#db/schema/account.ts'
import { devices } from '#db/schema/device.ts'
import { deviceSteps, deviceStops } from '#db/schema/device-register.ts'
import { outlets } from '#db/schema/enterprise.ts'
import { outletVendors, vendors } from '#db/schema/sanction.ts'
import { outletsOperatedBy } from '#domain/monitoring/queries/operated.ts'
import { isStopped, stopsOf } from '#domain/monitoring/queries/stops.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const at = (text: string) => new Date(`${text}+08:00`)
let outletId: number
let deviceId: number

beforeAll(async () => {
  const { db } = database
  outletId = (await db.select({ id: outlets.id }).from(outlets).limit(1))[0]?.id as number
  const [device] = await db
    .insert(devices)
    .values({ mn: 'STOPS-1', outletId, password: '123456', state: 'installed', registeredOn: '2026-01-01' })
    .returning({ id: devices.id })
  deviceId = device?.id as number
  await db.insert(users).values([
    { id: 'one', name: '甲', email: 'one@example.invalid' },
    { id: 'night', name: '值班', email: 'night@example.invalid' },
  ])
})

const stop = (over: Partial<typeof deviceStops.$inferInsert> = {}) => ({
  deviceId,
  outletId,
  kind: 'device' as const,
  fromAt: at('2026-12-01T08:00'),
  toAt: at('2026-12-03T08:00'),
  reason: '大修',
  appliedAt: at('2026-11-25T09:00'),
  answerDueOn: '2026-12-02',
  state: 'approved' as const,
  answeredAt: at('2026-11-26T09:00'),
  ...over,
})

describe('a stop that was consented to', () => {
  it('takes its time out of what is due, to its end and not further; an application does not', () =>
    database.rolledBack(async (tx) => {
      const { state, answeredAt, ...waiting } = stop()
      await tx
        .insert(deviceStops)
        .values([
          stop({ endedAt: at('2026-12-02T20:00') }),
          { ...waiting, fromAt: at('2026-12-10T00:00'), toAt: at('2026-12-11T00:00') },
          stop({ state: 'refused', fromAt: at('2026-12-12T00:00'), toAt: at('2026-12-13T00:00') }),
          stop({ state: 'silent', kind: 'removal', fromAt: at('2027-01-01T00:00'), toAt: null }),
        ])
      const moments = [
        '2026-12-01T07:59',
        '2026-12-01T08:00',
        '2026-12-02T19:59',
        '2026-12-02T20:00',
        '2026-12-10T12:00',
        '2026-12-12T12:00',
        '2029-01-01T00:00',
      ]
      const found = []
      for (const moment of moments) found.push(await isStopped(tx, outletId, at(moment)))
      expect([state, answeredAt === null, ...found]).toEqual([
        'approved',
        false,
        false,
        true,
        true,
        false,
        false,
        false,
        true,
      ])
      const december = await stopsOf(tx, [outletId], { from: at('2026-12-01T00:00'), to: at('2027-01-01T00:00') })
      expect(december.get(outletId)).toEqual([
        { outletId, kind: 'device', from: at('2026-12-01T08:00'), to: at('2026-12-02T20:00'), reason: '大修' },
      ])
      expect((await stopsOf(tx, [], { from: at('2026-12-01T00:00'), to: at('2027-01-01T00:00') })).size).toBe(0)
    }))
  it('is settled: only its end can be written afterwards', () =>
    database.rolledBack(async (tx) => {
      await tx.insert(deviceStops).values(stop())
      await tx.update(deviceStops).set({ endedAt: at('2026-12-02T08:00') })
      await expect(tx.execute(sql`update device_stops set to_at = to_at + interval '1 day'`)).rejects.toMatchObject({
        cause: { code: '23001' },
      })
    }))
  it('no two steps that need two people bear one name in the database', () =>
    database.rolledBack(async (tx) => {
      const step = { deviceId, reachedOn: '2026-02-01', by: 'one', at: at('2026-02-01T09:00') }
      await tx.insert(deviceSteps).values({ ...step, step: 'compared' })
      await expect(tx.insert(deviceSteps).values({ ...step, step: 'accepted' })).rejects.toMatchObject({
        cause: { code: '23514' },
      })
    }))
})

describe('an operator', () => {
  it('reaches the outlets that the vendor of its name runs today, and nobody else does', () =>
    database.rolledBack(async (tx) => {
      await tx
        .insert(memberships)
        .values({ userId: 'night', role: 'monitoring_operator', organisation: '夜班运维（演示）' })
      const account: Account = {
        role: 'monitoring_operator',
        userId: 'night',
        name: '值班',
        regionCode: null,
        department: null,
        enterpriseId: null,
        hasSecondFactor: true,
      }
      expect(await outletsOperatedBy(tx, account, '2026-11-26')).toEqual([])
      const [vendor] = await tx
        .insert(vendors)
        .values({
          creditCode: '91430902MAFAKE0008',
          name: '夜班运维（演示）',
          kinds: ['operator', 'maker'],
          registeredAt: at('2026-01-01T00:00'),
        })
        .returning({ id: vendors.id })
      const link = { outletId, vendorId: vendor?.id as number, fromOn: '2026-03-01', toOn: '2026-11-26' }
      await tx.insert(outletVendors).values([
        { ...link, kind: 'operator' },
        { ...link, kind: 'maker' },
      ])
      expect(await outletsOperatedBy(tx, account, '2026-11-26')).toEqual([outletId])
      expect(await outletsOperatedBy(tx, account, '2026-11-27')).toEqual([])
      expect(await outletsOperatedBy(tx, { ...account, role: 'auditor' }, '2026-11-26')).toEqual([])
    }))
})
