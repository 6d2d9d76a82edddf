import { randomBytes } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import {
  deviceActivity,
  deviceDeviations,
  readingChanges,
  readingsToJudge,
  unknownDevices,
  unknownFactors,
  unknownFrames,
} from '#db/schema/device.ts'
import { frameBatches, readings } from '#db/schema/reading.ts'
import { openReceiver } from '#domain/monitoring/commands/receive/receive.ts'
import type { Packet, PacketFactor } from '#domain/monitoring/input/packet.ts'
import { unpackFrames } from '#domain/monitoring/rules/kept-frames.ts'
import { unknownRuleOn } from '#domain/monitoring/rules/online-rules.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-25T10:00:07+08:00')
const hour = (h: number) => new Date(Date.UTC(2026, 10, 25, h - 8))
let outletIds: number[]

const connection = () => ({ db: database.db, sql: database.sql, close: async () => {} })
const receiver = () => openReceiver(connection())

function factor(code: string, values: Partial<PacketFactor> = {}): PacketFactor {
  const none = {
    rtd: null,
    min: null,
    avg: null,
    max: null,
    cou: null,
    zsRtd: null,
    zsMin: null,
    zsAvg: null,
    zsMax: null,
  }
  return { code, factorCode: code, ...none, flag: 'N', eflag: null, sampleTime: null, unread: [], ...values }
}

function packet(values: Partial<Packet> = {}): Packet {
  return {
    receivedAt: now,
    version: '2017',
    qn: null,
    st: '32',
    flag: 5,
    pnum: null,
    pno: null,
    facilities: [],
    texts: [],
    items: [],
    raw: Buffer.from(`##${values.mn ?? 'DEVICE-A'} ${values.cn ?? '2061'}\r\n`),
    mn: 'DEVICE-A',
    pw: '123456',
    cn: '2061',
    dataTime: hour(9),
    factors: [factor('w01018', { avg: 46.2, min: 40, max: 51.5, cou: 3.1 })],
    deviations: [],
    ...values,
  }
}

const stored = (outlet = 0) =>
  database.db
    .select()
    .from(readings)
    .where(eq(readings.outletId, outletIds[outlet] as number))
    .orderBy(readings.kind, readings.at, readings.factorNo)

beforeAll(async () => {
  const rows = await database.owner.sql<{ id: number }[]>`select id from outlets order by id limit 3`
  outletIds = rows.map(({ id }) => id)
  const [a, b, c] = outletIds as [number, number, number]
  await database.owner.sql`
    insert into devices (mn, outlet_id, password, state, registered_on)
    values ('DEVICE-A', ${a}, '123456', 'signed_off', '2026-01-01'), ('Device-b', ${b}, '100000', 'connected', '2026-01-01'),
      ('DEVICE-OLD', ${c}, '123456', 'removed', '2026-01-01')`
})
beforeEach(async () => {
  await database.owner
    .sql`truncate readings, reading_changes, frame_batches, device_activity, device_deviations, unknown_devices, unknown_frames, unknown_factors, readings_to_judge`
})

it('an hour of a device stands in the readings of its outlet, waits to be judged, and its raw frame is kept', async () => {
  const sent = packet()
  expect(await receiver().receive([sent], now)).toEqual([{ accepted: true }])
  expect(await stored()).toMatchObject([
    {
      kind: 'hour',
      at: hour(9),
      min: 40,
      mean: 46.2,
      max: 51.5,
      total: 3.1,
      stdMean: null,
      flag: 'N',
      receivedAt: now,
    },
  ])
  expect(await database.db.select().from(readingsToJudge)).toMatchObject([
    { outletId: outletIds[0], kind: 'hour', at: hour(9) },
  ])
  const [batch] = await database.db.select().from(frameBatches)
  const [activity] = await database.db.select().from(deviceActivity)
  expect(await unpackFrames(batch?.content as Buffer)).toEqual([
    { deviceId: activity?.deviceId, receivedAt: now, raw: sent.raw },
  ])
  expect(activity).toMatchObject({ frames: 1, lastFrameAt: now, lastHourAt: hour(9), lastRealtimeAt: null })
})

it('real-time values are the Rtd, with the distance of the clocks; their units follow the registered channel', async () => {
  await database.owner.sql`insert into device_channels (device_id, factor_code, unit, scale)
    select id, 'w21003', 'ug/L', 0.001 from devices where mn = 'DEVICE-A'`
  await receiver().receive(
    [
      packet({
        cn: '2011',
        dataTime: new Date(now.getTime() - 37_000),
        factors: [factor('w21003', { rtd: 3150, zsRtd: 10 })],
      }),
    ],
    now,
  )
  expect(await stored()).toMatchObject([{ kind: 'realtime', mean: 3.15, stdMean: 0.01 }])
  expect((await database.db.select().from(deviceActivity))[0]?.clockAheadS).toBe(-37)
  expect(await database.db.select().from(readingsToJudge)).toEqual([])
  await database.owner.sql`delete from device_channels`
})

it('a frame of an unknown MN, a wrong password or a removed device is refused and listed; case alone is no difference', async () => {
  const verdicts = await receiver().receive(
    [
      packet({ mn: 'NOBODY' }),
      packet({ pw: '000000' }),
      packet({ mn: 'DEVICE-OLD' }),
      packet({ mn: 'DEVICE-B', pw: '100000' }),
    ],
    now,
  )
  expect(verdicts).toEqual([
    { accepted: false, why: 'unknown_device' },
    { accepted: false, why: 'wrong_password' },
    { accepted: false, why: 'removed_device' },
    { accepted: true },
  ])
  const listed = await database.db.select().from(unknownDevices).orderBy(unknownDevices.mn)
  expect(listed.map(({ mn, why, frames }) => [mn, why, frames])).toEqual([
    ['DEVICE-A', 'wrong_password', 1],
    ['DEVICE-OLD', 'removed_device', 1],
    ['NOBODY', 'unknown_device', 1],
  ])
  expect(await stored()).toEqual([])
  expect(await stored(1)).toHaveLength(1)
})

it('the last frames of an unknown MN and of a wrong password are kept as they came; not of a removed device or of no MN', async () => {
  const mine = receiver()
  const raw = (text: string) => Buffer.from(`##0004${text}\r\n`)
  const say = (mn: string | null, text: string, minutes = 0) =>
    packet({ mn, raw: raw(text), receivedAt: new Date(now.getTime() + minutes * 60_000) })
  await mine.receive([say('NOBODY', 'one'), say('nobody', 'case'), say('DEVICE-OLD', 'gone'), say(null, 'none')], now)
  await mine.receive(
    [say('NOBODY', 'two', 1), say('NOBODY', 'three', 2), packet({ pw: '000000', raw: raw('pw') })],
    now,
  )
  const kept = await database.db.select().from(unknownFrames).orderBy(unknownFrames.id)
  const texts = await Promise.all(
    kept.map(async ({ mn, content }) => [
      mn,
      ...(await unpackFrames(content)).map((frame) => frame.raw.toString().slice(6, -2)),
    ]),
  )
  expect(texts.toSorted()).toEqual([
    ['DEVICE-A', 'pw'],
    ['NOBODY', 'one'],
    ['NOBODY', 'two', 'three'],
    ['nobody', 'case'],
  ])
  const listed = await database.db.select().from(unknownDevices).orderBy(unknownDevices.mn)
  expect(new Map(listed.map(({ mn, keptFrames }) => [mn, keptFrames]))).toEqual(
    new Map([
      ['', 0],
      ['DEVICE-A', 1],
      ['DEVICE-OLD', 0],
      ['NOBODY', 3],
      ['nobody', 1],
    ]),
  )
})

it('of more frames than the rule keeps, or more bytes, the earliest go', async () => {
  const mine = receiver()
  const rule = unknownRuleOn('2026-11-26')
  const sizes = async () => {
    const [row] = await database.owner.sql`
      select u.kept_frames, u.kept_bytes, k.frames, k.bytes from unknown_devices u
      cross join (select sum(frames)::int as frames, sum(octet_length(content))::int as bytes from unknown_frames) k`
    expect([row?.kept_frames, row?.kept_bytes]).toEqual([row?.frames, row?.bytes])
    return row as unknown as { frames: number; bytes: number }
  }
  const numbered = (from: number, to: number, more = '') =>
    Array.from({ length: to - from }, (_, i) => packet({ mn: 'FLOOD', raw: Buffer.from(`##${from + i}${more}\r\n`) }))
  await mine.receive(numbered(0, rule.frames), now)
  expect((await sizes()).frames).toBe(rule.frames)
  await mine.receive(numbered(rule.frames, rule.frames + 1), now)
  expect((await sizes()).frames).toBeLessThanOrEqual(rule.frames * 0.9)
  const kept = await database.db.select().from(unknownFrames).orderBy(unknownFrames.id)
  const numbers = (await Promise.all(kept.map(({ content }) => unpackFrames(content))))
    .flat()
    .map(({ raw }) => Number(raw.toString().slice(2)))
  expect(numbers).toEqual(numbers.map((_, i) => rule.frames + 1 - numbers.length + i))
  for (let round = 0; round < 4; round++)
    await mine.receive(
      Array.from({ length: 100 }, () => packet({ mn: 'FLOOD', raw: randomBytes(8_000) })),
      now,
    )
  expect((await sizes()).bytes).toBeLessThanOrEqual(rule.bytes)
})

it('a device that was registered since is known at its next frame, some seconds later', async () => {
  const mine = receiver()
  expect(await mine.receive([packet({ mn: 'NEW-ONE' })], now)).toEqual([{ accepted: false, why: 'unknown_device' }])
  await database.owner.sql`update devices set mn = 'NEW-ONE' where mn = 'Device-b'`
  expect(await mine.receive([packet({ mn: 'NEW-ONE', pw: '100000' })], new Date(now.getTime() + 6_000))).toEqual([
    { accepted: true },
  ])
  await database.owner.sql`update devices set mn = 'Device-b' where mn = 'NEW-ONE'`
})

it('what comes again changes nothing; other values for the same hour win, and what stood there is kept', async () => {
  const mine = receiver()
  const first = packet()
  const other = packet({
    factors: [factor('w01018', { avg: 12, flag: 'M' })],
    receivedAt: new Date(now.getTime() + 60_000),
  })
  await mine.receive([first, first], now)
  await mine.receive([first], now)
  expect(await stored()).toHaveLength(1)
  expect(await database.db.select().from(readingChanges)).toEqual([])
  await mine.receive([other, first], now)
  expect(await stored()).toMatchObject([{ mean: 46.2, flag: 'N' }])
  const changes = await database.db.select().from(readingChanges).orderBy(readingChanges.id)
  expect(changes.map(({ before }) => [before.mean, before.flag])).toEqual([
    [46.2, 'N'],
    [12, 'M'],
  ])
})

it('a second gateway that does not know what the first committed loses and doubles nothing', async () => {
  const [one, two] = [receiver(), receiver()]
  await Promise.all([
    one.receive([packet({ cn: '3020', dataTime: null, factors: [] })], now),
    two.receive([packet({ cn: '3020', dataTime: null, factors: [] })], now),
  ])
  await one.receive([packet(), packet({ dataTime: hour(8) })], now)
  await two.receive([packet(), packet({ dataTime: hour(8), factors: [factor('w01018', { avg: 5 })] })], now)
  expect((await stored()).map(({ at, mean }) => [at, mean])).toEqual([
    [hour(8), 5],
    [hour(9), 46.2],
  ])
  expect(await database.db.select().from(readingChanges)).toHaveLength(1)
})

it('parts of a split message, late hours, repetitions and any order give the same readings', async () => {
  const codes = ['w01018', 'w21003', 'w00000']
  const messages = [7, 8, 9].flatMap((h) =>
    codes.map((code, i) => packet({ dataTime: hour(h), factors: [factor(code, { avg: h * 10 + i })] })),
  )
  const orders = fc.tuple(
    fc.shuffledSubarray([...messages, ...messages], { minLength: messages.length * 2 }),
    fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 18, maxLength: 18 }),
  )
  await fc.assert(
    fc.asyncProperty(orders, async ([order, sizes]) => {
      await database.owner.sql`truncate readings, reading_changes, device_activity`
      const mine = receiver()
      for (let at = 0, i = 0; at < order.length; at += sizes[i++] as number)
        await mine.receive(order.slice(at, at + (sizes[i] as number)), now)
      const found = await stored()
      expect(found.map(({ at, mean }) => [at.getTime(), mean]).sort()).toEqual(
        messages.map(({ dataTime, factors }) => [dataTime?.getTime(), factors[0]?.avg]).sort(),
      )
      expect(await database.db.select().from(readingChanges)).toEqual([])
    }),
    { numRuns: 15 },
  )
})

it('unknown codes are listed with a sample, the rest of the frame counts; the same factor by two codes counts once', async () => {
  const factors = [
    factor('w01018', { avg: 46.2 }),
    { ...factor('011', { avg: 99 }), factorCode: 'w01018' },
    { ...factor('O3-x', { avg: 1 }), factorCode: null },
  ]
  await receiver().receive([packet({ factors, deviations: ['lower_case_crc'] })], now)
  expect((await stored()).map(({ mean }) => mean)).toEqual([46.2])
  expect(await database.db.select().from(unknownFactors)).toMatchObject([{ code: 'O3-x', count: 1, firstAt: now }])
  const deviations = await database.db.select().from(deviceDeviations).orderBy(deviceDeviations.deviation)
  expect(deviations.map(({ deviation, count, day }) => [deviation, count, day])).toEqual([
    ['factor_by_two_codes', 1, '2026-11-25'],
    ['lower_case_crc', 1, '2026-11-25'],
  ])
})

it('the newest value of each factor stands with its device: a late one does not replace it, nor does a restart forget it', async () => {
  const newest = async () => (await database.db.select().from(deviceActivity))[0]?.newestHour
  const values = (h: number, code: string, avg: number) =>
    packet({ dataTime: hour(h), factors: [factor(code, { avg })] })
  await receiver().receive([values(9, 'w01018', 1), values(8, 'w01018', 2), values(8, 'w21003', 3)], now)
  await receiver().receive([values(7, 'w21003', 4), values(7, 'w00000', 5)], now)
  const kept = Object.values((await newest()) ?? {}).map(([ms, mean]) => [ms, mean])
  expect(kept.sort((a, b) => (a[1] ?? 0) - (b[1] ?? 0))).toEqual([
    [hour(9).getTime(), 1],
    [hour(8).getTime(), 3],
    [hour(7).getTime(), 5],
  ])
})

it('the row of a device is written at most every two seconds, then with all that came; what waits is written when nothing comes', async () => {
  const mine = receiver()
  const row = async () => (await database.db.select().from(deviceActivity))[0]
  const seen = async () => {
    const { frames, lastHourAt, newestHour } = (await row()) ?? {}
    return [frames, lastHourAt, Object.values(newestHour ?? {}).map(([, mean]) => mean)]
  }
  const at = (ms: number) => new Date(now.getTime() + ms)
  const send = (h: number, code: string, avg: number, ms: number) =>
    mine.receive([packet({ dataTime: hour(h), factors: [factor(code, { avg })] })], at(ms))
  await send(7, 'w01018', 1, 0)
  await send(8, 'w01018', 2, 500)
  await send(8, 'w21003', 3, 1999)
  expect(await seen()).toEqual([1, hour(7), [1]])
  expect(await stored()).toHaveLength(3) // the readings themselves wait for nothing
  await send(9, 'w01018', 4, 2000)
  expect(await seen()).toEqual([4, hour(9), expect.arrayContaining([4, 3])])
  await send(10, 'w01018', 5, 2500)
  await mine.settle(at(2600))
  expect(await seen()).toEqual([5, hour(10), expect.arrayContaining([5, 3])])
  await mine.settle(at(9000))
  expect((await row())?.frames).toBe(5)
})

it('what could not be written of a device waits, and is counted once', async () => {
  const mine = receiver()
  const frames = async () => (await database.db.select().from(deviceActivity))[0]?.frames
  const send = (h: number, ms: number) => mine.receive([packet({ dataTime: hour(h) })], new Date(now.getTime() + ms))
  await send(7, 0)
  await send(8, 100)
  await database.owner
    .sql`create function no_activity() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`
  await database.owner.sql`create trigger no_activity before insert on device_activity execute function no_activity()`
  await expect(mine.settle(new Date(now.getTime() + 200))).rejects.toThrow('no')
  await expect(send(9, 3000)).rejects.toThrow('no')
  await database.owner.sql`drop trigger no_activity on device_activity`
  await database.owner.sql`drop function no_activity()`
  await send(9, 3100)
  expect(await frames()).toBe(3)
})

it('two commits at a time, each of its own devices, leave what they leave one after the other', async () => {
  const frames = (mn: string, from: number) =>
    Array.from({ length: 8 }, (_, n) =>
      packet({
        mn,
        pw: mn === 'Device-b' ? '100000' : '123456',
        dataTime: new Date(Date.UTC(2026, 9, 31, 12 + from + (n % 5))), // of a month without a part yet
        factors: [factor('w01018', { avg: from + n }), factor('w99999', { avg: n })],
        deviations: ['flag_missing'],
      }),
    )
  const left = async () => ({
    readings: [await stored(0), await stored(1)],
    devices: await database.db.select().from(deviceActivity).orderBy(deviceActivity.deviceId),
    deviations:
      await database.sql`select device_id, deviation, sum(count) from device_deviations group by 1, 2 order by 1, 2`,
    unknown: await database.sql`select device_id, code, count from unknown_factors order by 1, 2`,
  })
  const rounds = [0, 3, 2, 9]
  const one = receiver()
  for (const from of rounds) for (const mn of ['DEVICE-A', 'Device-b']) await one.receive(frames(mn, from), now)
  await one.settle(now)
  const expected = await left()
  await database.owner
    .sql`truncate readings, reading_changes, device_activity, device_deviations, unknown_factors, readings_to_judge`
  const other = receiver()
  for (const from of rounds)
    await Promise.all([
      other.receive(frames('DEVICE-A', from), now),
      other.receive(frames('Device-b', from), now),
      other.settle(now),
    ])
  await other.settle(now)
  expect(await left()).toEqual(expected)
  expect(expected.devices.map(({ frames }) => frames)).toEqual([32, 32])
})

it('frames with a wrong CRC are counted for a registered device, and a message of which a part did not come in ten minutes', async () => {
  const mine = receiver()
  mine.noteBroken(packet()) // nobody is known before the register was read
  await mine.settle(now)
  for (const mn of ['DEVICE-A', 'device-a', 'NOBODY', null]) mine.noteBroken(packet({ mn }))
  const part = (pno: number, h: number) => packet({ pnum: 2, pno, dataTime: hour(h) })
  await mine.receive([part(1, 7), part(1, 8), part(2, 8), part(2, 9)], now)
  const counted = async () =>
    (await database.db.select().from(deviceDeviations).orderBy(deviceDeviations.deviation)).map((row) => [
      row.deviation,
      row.count,
    ])
  expect(await counted()).toEqual([['crc_wrong', 2]])
  await mine.settle(new Date(now.getTime() + 11 * 60_000))
  await mine.settle(new Date(now.getTime() + 12 * 60_000))
  expect(await counted()).toEqual([
    ['crc_wrong', 2],
    ['parts_missing', 2],
  ])
})

it('values from the future or from before the registration are kept raw and not counted', async () => {
  const times = [new Date(now.getTime() + 25 * 3_600_000), new Date('2025-12-31T23:00:00+08:00'), null]
  await receiver().receive(
    times.map((dataTime) => packet({ dataTime })),
    now,
  )
  expect(await stored()).toEqual([])
  const [batch] = await database.db.select().from(frameBatches)
  expect(batch?.frames).toBe(3)
  const deviations = await database.db.select().from(deviceDeviations).orderBy(deviceDeviations.deviation)
  expect(deviations.map(({ deviation }) => deviation)).toEqual([
    'data_time_ahead',
    'data_time_before_registration',
    'no_data_time',
  ])
})

it('when the commit fails nothing of the batch is there, and the same batch can be sent again', async () => {
  const mine = receiver()
  await database.owner
    .sql`create function no_activity() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`
  await database.owner.sql`create trigger no_activity before insert on device_activity execute function no_activity()`
  await expect(mine.receive([packet()], now)).rejects.toThrow('no')
  expect(await stored()).toEqual([])
  expect(
    await database.db.execute(sql`select from frame_batches union all select from readings_to_judge`),
  ).toHaveLength(0)
  await database.owner.sql`drop trigger no_activity on device_activity`
  await database.owner.sql`drop function no_activity()`
  expect(await mine.receive([packet()], now)).toEqual([{ accepted: true }])
  expect(await stored()).toHaveLength(1)
})

it('a month that is new gets its part, and a month is read without the others', async () => {
  await receiver().receive(
    [
      packet({ dataTime: new Date('2026-02-28T23:00:00+08:00') }),
      packet({ dataTime: new Date('2026-03-01T00:00:00+08:00') }),
    ],
    now,
  )
  const parts = await database.db.execute<{ part: string; count: string }>(
    sql`select tableoid::regclass::text as part, count(*) from readings group by 1 order by 1`,
  )
  expect(parts.map(({ part, count }) => [part, count])).toEqual([
    ['readings_hour_2026_02', '1'],
    ['readings_hour_2026_03', '1'],
  ])
  const plan = await database.db.execute<{ 'QUERY PLAN': string }>(sql`explain select * from readings
    where outlet_id = ${outletIds[0]} and kind = 'hour' and at >= '2026-02-01+08' and at < '2026-03-01+08'`)
  const text = plan.map((line) => line['QUERY PLAN']).join('\n')
  expect(text).toContain('readings_hour_2026_02')
  expect(text).not.toContain('readings_hour_2026_03')
})

it('raw frames can be neither changed nor deleted by the site', async () => {
  await receiver().receive([packet()], now)
  await expect(database.sql`delete from frame_batches`).rejects.toThrow('permission denied')
  await expect(database.sql`update frame_batches set frames = 0`).rejects.toThrow('permission denied')
  await expect(database.sql`delete from frame_batches_2026_11`).rejects.toThrow('permission denied')
})
