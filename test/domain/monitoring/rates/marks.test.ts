import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { closeDueDays } from '#domain/monitoring/commands/rates/close-days.ts'
import { markPeriod, withdrawMark } from '#domain/monitoring/commands/rates/mark-period.ts'
import { markMaking } from '#domain/monitoring/input/marks.ts'
import { listDays } from '#domain/monitoring/queries/rates/days.ts'
import { listMarkable } from '#domain/monitoring/queries/rates/markable.ts'
import { listMarks } from '#domain/monitoring/queries/rates/marks.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { useDatabase } from '#test/support/database.ts'
import { factorOf, packetOf, receiveAll, registerDevice } from '#test/support/readings.ts'

const database = useDatabase('qy_demo')
const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 8, day, hour - 8))
const now = at(12, 9)
let stack: { id: number; firm: number; limit_max: number; no: number }
let viewer: Viewer

beforeAll(async () => {
  const owner = database.owner.sql
  ;[stack] = (await owner`
    select o.id, o.enterprise_id as firm, l.limit_max::float, f.no from outlets o
    join outlet_limits l on l.outlet_id = o.id and l.factor_code = 'a21002' join factors f on f.code = l.factor_code
    where l.valid_to is null order by o.id limit 1`) as unknown as [typeof stack]
  await owner`insert into users (id, name, email) values ('mill', '厂', 'mill@example.invalid')`
  viewer = {
    role: 'firm',
    userId: 'mill',
    name: '厂',
    enterpriseId: stack.firm,
    regionCode: null,
    department: null,
  } as unknown as Viewer
  await registerDevice(owner, 'STACK', stack.id, 'signed_off', '2026-08-01')
  await receiveAll(
    { db: database.db, sql: database.sql, close: async () => {} },
    [10, 11].flatMap((day) =>
      [...Array(24).keys()].map((h) =>
        packetOf('STACK', '2061', at(day, h), [factorOf('a21002', { avg: stack.limit_max * (h === 8 ? 1.4 : 0.5) })]),
      ),
    ),
  )
  await closeDueDays(database.db, now)
}, 60_000)

const given = (over: object = {}) =>
  markMaking.parse({
    outletId: String(stack.id),
    factor: '',
    from: '2026-09-10T08:00',
    to: '2026-09-10T10:00',
    kind: 'start_up',
    words: '锅炉点火升温，约两小时',
    ...over,
  })
const make = (over: object = {}, as = viewer, firm = stack.firm, when = now) =>
  markPeriod(database.db, as, firm, given(over), when)
const tenth = async () =>
  (await listDays(database.db, { outletId: stack.id, factorNo: stack.no }, { from: '2026-09-10', to: '2026-09-10' }))[0]
    ?.provisional

describe('a mark of a firm', () => {
  it.each([
    ['an end before the beginning', { to: '2026-09-10T08:00' }, 'reversed'],
    ['hours before the ten days in which they may be corrected', { from: '2026-09-01T23:00' }, 'too_late'],
    ['hours that have not begun', { to: '2026-09-12T10:00' }, 'not_yet'],
    ['a pollutant of water at a stack', { factor: 'w01018' }, 'no_such_factor'],
    ['an outlet of another firm', { outletId: '999999' }, 'no_such_outlet'],
  ])('%s is refused', async (_, over, refusal) => {
    await expect(make(over)).rejects.toMatchObject({ refusal })
  })
  it('is of whole hours, with words', () => {
    expect(markMaking.safeParse({ ...given(), from: '2026-09-10T08:30' }).success).toBe(false)
    expect(
      markMaking.safeParse({
        outletId: '1',
        factor: '',
        from: '2026-09-10T08:00',
        to: '2026-09-10T09:00',
        kind: 'start_up',
        words: '短',
      }).success,
    ).toBe(false)
  })
  it('may not be made by another firm, an operator or an officer', async () => {
    for (const role of ['firm', 'monitoring_operator', 'city_officer', 'visitor'])
      await expect(
        make({}, {
          role,
          userId: 'x',
          enterpriseId: stack.firm + 1,
          regionCode: null,
          department: 'monitoring',
        } as unknown as Viewer),
      ).rejects.toMatchObject({ code: 'not_allowed' })
  })

  it('takes its hours out of what is valid and judged, leaves the values as they are, and says what it took out', async () => {
    expect(await tenth()).toMatchObject({ valid: 24, exceeded: 1, takenOut: {} })
    const waiting = await database.db.execute(sql`select count(*)::int as n from readings_to_judge`)
    const id = await make()
    await closeDueDays(database.db, now)
    expect(await tenth()).toMatchObject({
      valid: 22,
      exceeded: 0,
      flagged: { mark_start_up: 2 },
      takenOut: { mark_start_up: 1 },
      received: 24,
    })
    const after = await database.db.execute(sql`select count(*)::int as n from readings_to_judge`)
    expect(Number(after[0]?.n) - Number(waiting[0]?.n)).toBe(3)
    const [shown] = await listMarks(database.db, { outletId: stack.id })
    expect(shown).toMatchObject({ id, kind: 'start_up', factorCode: null, withdrawnAt: null })
    expect(shown).not.toHaveProperty('markedBy')
    const [value] = await database.db.execute(
      sql`select mean from readings where outlet_id = ${stack.id} and kind = 'hour' and at = ${at(10, 8).toISOString()}::timestamptz`,
    )
    expect(value?.mean).toBeCloseTo(stack.limit_max * 1.4)
    const event = await database.db.execute(sql`select reason, actor_id from events where kind = 'readings.marked'`)
    expect(event).toMatchObject([{ actor_id: 'mill', reason: '锅炉点火升温，约两小时' }])
  })

  it('never overlaps another, of the same factor, not even when two are made at once', async () => {
    await expect(make({ from: '2026-09-10T09:00', to: '2026-09-10T12:00' })).rejects.toMatchObject({
      refusal: 'overlaps',
      other: { toAt: at(10, 10) },
    })
    const two = await Promise.allSettled(
      [0, 1].map(() => make({ factor: 'a21002', from: '2026-09-11T00:00', to: '2026-09-11T02:00' })),
    )
    expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('can be withdrawn once, in the same ten days, and stays to be seen', async () => {
    const mark = (await listMarks(database.db, { enterpriseId: stack.firm })).find(
      ({ kind, factorCode }) => kind === 'start_up' && !factorCode,
    )
    const id = mark?.id as number
    const words = '填错了排放口'
    await expect(withdrawMark(database.db, viewer, stack.firm, { id, words }, at(22, 9))).rejects.toMatchObject({
      refusal: 'too_late',
    })
    await withdrawMark(database.db, viewer, stack.firm, { id, words }, now)
    await expect(withdrawMark(database.db, viewer, stack.firm, { id, words }, now)).rejects.toMatchObject({
      refusal: 'withdrawn',
    })
    await expect(withdrawMark(database.db, viewer, stack.firm, { id: 99_999, words }, now)).rejects.toMatchObject({
      refusal: 'no_such_mark',
    })
    await closeDueDays(database.db, now)
    expect(await tenth()).toMatchObject({ valid: 24, exceeded: 1, takenOut: {} })
    expect((await listMarks(database.db, { outletId: stack.id })).find((one) => one.id === id)?.withdrawnWords).toBe(
      words,
    )
    await expect(database.db.execute(sql`update reading_marks set words = 'x'`)).rejects.toThrow()
    await expect(database.db.execute(sql`delete from reading_marks`)).rejects.toThrow()
  })

  it('names outlets that have a device, and what has a limit there', async () => {
    const { outlets, factors } = await listMarkable(database.db, stack.firm)
    expect(outlets.map(({ id }) => id)).toEqual([stack.id])
    expect(factors.map(({ code }) => code)).toContain('a21002')
  })
})

it('a stop that was consented to after its day was closed takes its whole hours out of what is due', async () => {
  const owner = database.owner.sql
  const [device] = await owner`select id from devices where mn = 'STACK'`
  await owner`insert into users (id, name, email) values ('county', '局', 'county@example.invalid')`
  await owner`insert into device_stops (device_id, outlet_id, kind, from_at, to_at, reason, applied_by, applied_at, answer_due_on, state, answer, answered_by, answered_at)
    values (${device?.id}, ${stack.id}, 'production', ${at(11, 5).toISOString()}, ${at(11, 9).toISOString()}, '年度检修停产', 'mill', ${at(8).toISOString()}, '2026-09-15', 'approved', '同意', 'county', ${at(12, 10).toISOString()})`
  await closeDueDays(database.db, at(12, 11))
  const [day] = await listDays(
    database.db,
    { outletId: stack.id, factorNo: stack.no },
    { from: '2026-09-11', to: '2026-09-11' },
  )
  expect(day?.provisional).toMatchObject({ stopped: 4, due: 20, takenOut: { stop: 1 }, exceeded: 0 })
  expect(await closeDueDays(database.db, at(12, 11))).toEqual({ days: 0, again: 0 })
})

it('a device that stands still when its day is closed is closed with the hours before its stop; one taken away until that day', async () => {
  const owner = database.owner.sql
  const [device] = await owner`select id from devices where mn = 'STACK'`
  const hours = [...Array(10).keys()].map((h) =>
    packetOf('STACK', '2061', at(13, h), [factorOf('a21002', { avg: stack.limit_max * 1.2 })]),
  )
  await receiveAll({ db: database.db, sql: database.sql, close: async () => {} }, hours)
  await owner`insert into device_steps (device_id, step, reached_on, at) values (${device?.id}, 'accepted', '2026-08-05', now())`
  await owner`insert into device_stops (device_id, outlet_id, kind, from_at, to_at, reason, applied_by, applied_at, answer_due_on, state, answer, answered_by, answered_at)
    values (${device?.id}, ${stack.id}, 'device', ${at(13, 10).toISOString()}, ${at(20, 9).toISOString()}, '更换分析仪', 'mill', ${at(8).toISOString()}, '2026-09-15', 'approved', '同意', 'county', ${at(9).toISOString()})`
  await owner`update devices set state = 'stopped' where id = ${device?.id}`
  await closeDueDays(database.db, at(15, 1))
  const figures = async (from: string, to = from) =>
    (await listDays(database.db, { outletId: stack.id, factorNo: stack.no }, { from, to })).map(
      ({ provisional }) => provisional,
    )
  expect(await figures('2026-09-13', '2026-09-14')).toMatchObject([
    { stopped: 14, due: 10, received: 10, exceeded: 10 },
    { stopped: 24, due: 0, received: 0, meanState: 'stopped' },
  ])
  await owner`insert into device_steps (device_id, step, reached_on, at) values (${device?.id}, 'removed', '2026-09-15', now())`
  await owner`update devices set state = 'removed' where id = ${device?.id}`
  await closeDueDays(database.db, at(17, 1))
  expect(await figures('2026-09-15', '2026-09-16')).toMatchObject([{ stopped: 24, due: 0 }])
})
