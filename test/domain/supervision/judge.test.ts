import { asc, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readingsToJudge } from '#db/schema/device.ts'
import { anomalies, exceedances, supervisionOrders } from '#db/schema/supervision.ts'
import { runStopTerms } from '#domain/device/commands/stop-terms.ts'
import { judgeWaiting } from '#domain/supervision/commands/judge/judge-waiting.ts'
import { watchDevices } from '#domain/supervision/commands/judge/watch-devices.ts'
import { listExceedances } from '#domain/supervision/queries/exceedances.ts'
import { useDatabase } from '#test/support/database.ts'
import { factorOf, packetOf, receiveAll, registerDevice } from '#test/support/readings.ts'

const database = useDatabase('qy_demo')
const at = (text: string) => new Date(`2026-11-${text}:00+08:00`)
const hourMs = 3_600_000
interface Place {
  id: number
  limit_max: number
}
let water: Place
let stack: Place

beforeAll(async () => {
  const owner = database.owner.sql
  const find = async (factor: string) =>
    (
      await owner<Place[]>`select o.id, l.limit_max::float from outlets o join outlet_limits l on l.outlet_id = o.id
        and l.factor_code = ${factor} and l.valid_to is null and l.valid_from < '2026-11-01' order by o.id limit 1`
    )[0] as Place
  water = await find('w01018')
  stack = await find('a21002')
  await registerDevice(owner, 'WATER', water.id)
  await registerDevice(owner, 'STACK', stack.id)
})
beforeEach(() =>
  database.owner.sql.unsafe(`alter table supervision_orders disable trigger supervision_orders_kept;
    alter table supervision_history disable trigger supervision_history_append_only;
    truncate readings, readings_to_judge, reading_changes, exceedances, anomalies, supervision_history, supervision_answers, supervision_files, supervision_orders cascade;
    update device_activity set last_hour_at = null, last_day_at = null`),
)

const send = (...packets: Parameters<typeof receiveAll>[1]) =>
  receiveAll({ db: database.db, sql: database.sql, close: async () => {} }, packets)
/** NOx of the stack in an hour, as so many times its limit. */
const gas = (hour: Date, times: number, flag = 'N') =>
  packetOf('STACK', '2061', hour, [
    factorOf('a21002', { avg: 1 + (hour.getTime() % 97), zsAvg: stack.limit_max * times, flag }),
  ])
const waterHour = (hour: Date, times: number, volume: number) =>
  packetOf('WATER', '2061', hour, [
    factorOf('w01018', { avg: water.limit_max * times, cou: 1 }),
    factorOf('w00000', { avg: 2 + (hour.getTime() % 97), cou: volume }),
  ])
const judge = (now: Date) => judgeWaiting(database.db, now)
const found = () =>
  database.db
    .select({
      at: exceedances.at,
      kind: exceedances.kind,
      isJudged: exceedances.isJudged,
      why: exceedances.why,
      isComputed: exceedances.isComputed,
      multiple: exceedances.multiple,
      orderId: exceedances.orderId,
      clearedAt: exceedances.clearedAt,
    })
    .from(exceedances)
    .orderBy(asc(exceedances.at))
const orders = () => database.db.select().from(supervisionOrders).orderBy(asc(supervisionOrders.id))

describe('hours of waste gas', () => {
  it('consecutive ones over the limit make one order with its number and clock; what a flag took out is known and makes none', async () => {
    const now = at('25T10:05')
    await send(gas(at('25T06:00'), 1.5), gas(at('25T07:00'), 2), gas(at('25T08:00'), 3, 'M'), gas(at('25T09:00'), 0.5))
    expect(await judge(now)).toEqual({ judged: 4, issued: 1 })
    expect(await found()).toMatchObject([
      { at: at('25T06:00'), isJudged: true, multiple: 0.5 },
      { at: at('25T07:00'), isJudged: true, multiple: 1 },
      { at: at('25T08:00'), isJudged: false, why: 'flag_M', orderId: null },
    ])
    const [order, ...more] = await orders()
    expect(more).toEqual([])
    expect(order).toMatchObject({
      year: 2026,
      kind: 'exceedance',
      firstAt: at('25T06:00'),
      lastAt: at('25T07:00'),
      issuedAt: now,
      dueAt: at('26T10:05'),
      state: 'open',
    })
    const listed = await listExceedances(database.db, { outletId: stack.id, from: at('25T00:00'), to: at('25T08:00') })
    expect(listed.map(({ factorCode, orderId }) => [factorCode, orderId])).toEqual([
      ['a21002', order?.id],
      ['a21002', order?.id],
    ])
  })

  it('judging again changes nothing and writes no event', async () => {
    const now = at('25T10:05')
    await send(gas(at('25T06:00'), 1.5), gas(at('25T09:00'), 2))
    await judge(now)
    const before = [await found(), await orders()]
    const events = () => database.sql`select count(*)::int as n from events`
    const [{ n }] = (await events()) as unknown as [{ n: number }]
    await send(gas(at('25T06:00'), 1.5), gas(at('25T09:00'), 2))
    await database.db.insert(readingsToJudge).values({ outletId: stack.id, kind: 'hour', at: at('25T06:00') })
    expect((await judge(at('25T12:00'))).issued).toBe(0)
    expect([await found(), await orders()]).toEqual(before)
    const after =
      (await database.sql`select count(*)::int as n from events where kind like 'exceedance%' or kind like 'supervision%'`) as unknown as [
        { n: number },
      ]
    const all =
      (await database.sql`select count(*)::int as n from events where kind not like 'exceedance%' and kind not like 'supervision%'`) as unknown as [
        { n: number },
      ]
    expect(after[0].n + all[0].n - n).toBeLessThanOrEqual(1)
  })

  it('another value from the device clears it: of an order it stays, with when', async () => {
    await send(gas(at('25T06:00'), 1.5), gas(at('25T09:00'), 3, 'M'))
    await judge(at('25T10:00'))
    await send(gas(at('25T06:00'), 0.5), gas(at('25T09:00'), 0.4, 'M'))
    await judge(at('25T11:00'))
    expect(await found()).toMatchObject([{ at: at('25T06:00'), clearedAt: at('25T11:00') }])
    expect(await orders()).toHaveLength(1)
  })

  it('a stop that is consented to after its hours were judged takes them out; those before it stay', async () => {
    const owner = database.owner.sql
    await send(...[5, 6, 7, 8].map((hour) => gas(at(`25T0${hour}:00`), 1.5 + hour / 100)))
    await judge(at('25T10:05'))
    const [device] = await owner`select id from devices where mn = 'STACK'`
    await owner`insert into users (id, name, email) values ('mill', '厂', 'mill@example.invalid')`
    await owner`insert into device_stops (device_id, outlet_id, kind, from_at, to_at, reason, applied_by, applied_at, answer_due_on)
      values (${device?.id}, ${stack.id}, 'production', ${at('25T06:20').toISOString()}, ${at('25T08:30').toISOString()}, '停产检修', 'mill',
        ${at('18T09:00').toISOString()}, '2026-11-25')`
    await runStopTerms(database.db, at('26T00:05'))
    await judge(at('26T00:10'))
    expect(
      (await found()).map(({ at: hour, isJudged, why, clearedAt }) => [hour, isJudged && !clearedAt, why]),
    ).toEqual([
      [at('25T05:00'), true, null],
      [at('25T06:00'), true, null], // the stop began within it
      [at('25T07:00'), false, 'stop'],
      [at('25T08:00'), true, null], // and ended within this one
    ])
    await owner.unsafe(
      'alter table device_stops disable trigger user; delete from device_stops; alter table device_stops enable trigger user',
    )
  })

  it('what is older than the rule says opens no order, and an order takes nothing after its term', async () => {
    await send(gas(at('10T06:00'), 1.5), gas(at('24T06:00'), 1.5))
    await judge(at('24T07:05'))
    await send(
      ...Array.from({ length: 30 }, (_, i) => gas(new Date(at('24T07:00').getTime() + i * hourMs), 1.5 + i / 100)),
    )
    await judge(at('25T14:00'))
    const [first, second, ...more] = await orders()
    expect(more).toEqual([])
    expect(first).toMatchObject({ firstAt: at('24T06:00'), lastAt: at('25T07:00') })
    expect(second).toMatchObject({ firstAt: at('25T08:00'), continuesId: first?.id, no: (first?.no ?? 0) + 1 })
    expect((await found())[0]).toMatchObject({ at: at('10T06:00'), isJudged: true, orderId: null })
  })

  it('the order in which hours arrive does not matter for what is found', { timeout: 120_000 }, async () => {
    const hours = Array.from({ length: 16 }, (_, i) => new Date(at('25T00:00').getTime() + i * hourMs))
    const times = fc.array(fc.constantFrom(0, 0.5, 0.5, 1.2, 1.5, 60), { minLength: 16, maxLength: 16 })
    const arrivals = fc.array(fc.nat(1000), { minLength: 16, maxLength: 16 })
    const run = async (packets: Parameters<typeof receiveAll>[1], chunk: number) => {
      await database.owner.sql.unsafe(`truncate readings, readings_to_judge, reading_changes, exceedances, anomalies, supervision_history, supervision_answers, supervision_files, supervision_orders cascade;
        update device_activity set last_hour_at = null`)
      for (let start = 0; start < packets.length; start += chunk) {
        await send(...packets.slice(start, start + chunk))
        await judge(at('25T17:00'))
      }
      const odd = await database.db
        .select({ at: anomalies.at, kind: anomalies.kind, factorNo: anomalies.factorNo })
        .from(anomalies)
        .where(eq(anomalies.outletId, stack.id))
      const over = await found()
      expect(over.every((row) => row.isJudged === (row.orderId !== null))).toBe(true)
      for (const order of await orders()) expect(order.firstAt <= order.lastAt).toBe(true)
      const keyOf = (row: { at: Date; kind: string }) => `${row.at.toISOString()} ${row.kind}`
      return { over: over.map(keyOf), odd: odd.map(keyOf).sort() }
    }
    await fc.assert(
      fc.asyncProperty(times, arrivals, fc.constantFrom(1, 3, 16), async (values, order, chunk) => {
        const packets = hours.map((hour, i) =>
          packetOf('STACK', '2061', hour, [
            factorOf('a21002', { avg: stack.limit_max * (values[i] as number), flag: 'N' }),
          ]),
        )
        const shuffled = packets
          .map((packet, i) => ({ packet, key: order[i] as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ packet }) => packet)
        const straight = await run(packets, 16)
        const other = await run(shuffled, chunk)
        // An anomaly of an order stays when it is cleared; nothing here is.
        expect(other).toEqual(straight)
      }),
      { numRuns: 3 },
    )
  })
})

describe('days of waste water', () => {
  const day = at('24T00:00')
  const hoursOf = (times: (i: number) => number, volume: (i: number) => number) =>
    Array.from({ length: 24 }, (_, i) => waterHour(new Date(day.getTime() + i * hourMs), times(i), volume(i)))
  it("the device's own mean counts; hours alone judge nothing before the day is over", async () => {
    await send(
      ...hoursOf(
        (i) => 3 + i / 100,
        () => 10,
      ),
    )
    await judge(at('24T23:59'))
    expect(await found()).toEqual([])
    await send(packetOf('WATER', '2031', day, [factorOf('w01018', { avg: water.limit_max * 0.9 })]))
    await judge(at('25T00:10'))
    await judge(at('25T03:00'))
    expect(await found()).toEqual([])
    expect(await database.db.$count(readingsToJudge)).toBe(0)
  })
  it('without one it is the weighted mean of the hours, some hours after the end of the day', async () => {
    await send(
      ...hoursOf(
        (i) => (i < 4 ? 6 + i / 100 : 0.4 + i / 1000),
        (i) => (i < 4 ? 100 : 10),
      ),
    )
    await judge(at('25T00:30'))
    expect(await found()).toEqual([])
    expect(await judge(at('25T02:00'))).toEqual({ judged: 1, issued: 1 })
    expect(await found()).toMatchObject([{ at: day, kind: 'day', isComputed: true, isJudged: true }])
  })
  it('its daily packet takes its place when it comes late', async () => {
    await send(
      ...hoursOf(
        (i) => 1.5 + i / 100,
        () => 10,
      ),
    )
    await judge(at('25T02:30'))
    await send(packetOf('WATER', '2031', day, [factorOf('w01018', { avg: water.limit_max * 2 })]))
    await judge(at('25T05:00'))
    expect(await found()).toMatchObject([{ at: day, isComputed: false, multiple: 1 }])
    expect(await orders()).toHaveLength(1)
  })
})

describe('anomalies', () => {
  it('zeros in a row make one order; an hour that came late ends the row and clears what is no longer one', async () => {
    const zero = (hour: number, value = 0) =>
      packetOf('STACK', '2061', new Date(at('25T00:00').getTime() + hour * hourMs), [
        factorOf('a21002', { avg: value, flag: 'N' }),
      ])
    await send(zero(0), zero(1), zero(2))
    expect((await judge(at('25T03:05'))).issued).toBe(0)
    await send(zero(3))
    expect((await judge(at('25T04:05'))).issued).toBe(1)
    expect(await orders()).toMatchObject([{ kind: 'zero', firstAt: at('25T00:00'), lastAt: at('25T03:00') }])
    await send(zero(1, stack.limit_max / 2))
    await judge(at('25T05:05'))
    const odd = await database.db.select().from(anomalies)
    expect(odd.every(({ clearedAt }) => clearedAt !== null)).toBe(true)
  })

  it('a device that falls silent opens an order once and its absence ends when it is back; when most are silent the fault is ours', async () => {
    const owner = database.owner.sql
    const heard = (mn: string, time: Date) =>
      owner`insert into device_activity (device_id, frames, last_frame_at) select id, 1, ${time.toISOString()}::timestamptz from devices where mn = ${mn}
        on conflict (device_id) do update set last_frame_at = excluded.last_frame_at`
    await heard('STACK', at('25T09:00'))
    await heard('WATER', at('25T09:00'))
    expect(await watchDevices(database.db, at('25T10:00'))).toEqual({ began: 0, ended: 0 })
    await heard('WATER', at('25T09:59'))
    expect(await watchDevices(database.db, at('25T09:29'))).toEqual({ began: 0, ended: 0 })
    expect(await watchDevices(database.db, at('25T10:00'))).toEqual({ began: 1, ended: 0 })
    expect(await watchDevices(database.db, at('25T10:01'))).toEqual({ began: 0, ended: 0 })
    expect(await orders()).toMatchObject([{ kind: 'offline', outletId: stack.id, firstAt: at('25T09:00') }])
    await heard('STACK', at('25T10:20'))
    expect(await watchDevices(database.db, at('25T10:21'))).toEqual({ began: 0, ended: 1 })
    await owner`update devices set state = 'stopped' where mn = 'STACK'`
    await heard('WATER', at('25T11:59'))
    expect(await watchDevices(database.db, at('25T12:00'))).toEqual({ began: 0, ended: 0 })
    await owner`update devices set state = 'signed_off' where mn = 'STACK'`
  })

  it('a stop approved while the device is silent clears its absence, which begins anew when it is silent after the stop', async () => {
    const owner = database.owner.sql
    await owner`insert into users (id, name, email) values ('mill', '厂', 'mill@example.invalid'), ('county', '局', 'county@example.invalid') on conflict do nothing`
    await owner`insert into device_activity (device_id, frames, last_frame_at) select id, 1, case mn when 'STACK' then ${at('25T07:58').toISOString()}::timestamptz else ${at('25T13:55').toISOString()}::timestamptz end
      from devices where mn in ('STACK', 'WATER') on conflict (device_id) do update set last_frame_at = excluded.last_frame_at`
    expect(await watchDevices(database.db, at('25T10:00'))).toEqual({ began: 1, ended: 0 })
    const [order] = await orders()
    await owner`insert into device_stops (device_id, outlet_id, kind, from_at, to_at, reason, applied_by, applied_at, answer_due_on, state, answer, answered_by, answered_at)
      select id, outlet_id, 'production', ${at('25T08:00').toISOString()}, ${at('25T13:00').toISOString()}, '停产检修', 'mill', ${at('25T07:30').toISOString()}, '2026-12-02',
        'approved', '同意', 'county', ${at('25T10:30').toISOString()} from devices where mn = 'STACK'`
    const lost = () => database.db.select().from(anomalies).orderBy(asc(anomalies.at))
    expect(await watchDevices(database.db, at('25T10:31'))).toEqual({ began: 0, ended: 0 })
    expect(await lost()).toMatchObject([{ at: at('25T07:58'), clearedAt: at('25T10:31'), orderId: order?.id }])
    expect(await watchDevices(database.db, at('25T13:20'))).toEqual({ began: 0, ended: 0 })
    expect(await watchDevices(database.db, at('25T14:00'))).toEqual({ began: 1, ended: 0 })
    expect(await watchDevices(database.db, at('25T14:01'))).toEqual({ began: 0, ended: 0 })
    expect((await lost())[1]).toMatchObject({ at: at('25T13:00'), clearedAt: null, untilAt: null })
    await owner.unsafe(
      'alter table device_stops disable trigger user; delete from device_stops; alter table device_stops enable trigger user',
    )
  })
})
