import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { readingMarkKinds } from '#db/vocabulary.ts'
import { closeDueDays } from '#domain/monitoring/commands/rates/close-days.ts'
import { confirmDays } from '#domain/monitoring/commands/rates/confirm-days.ts'
import { addDays } from '#platform/clock.ts'
import { useDatabase } from '#test/support/database.ts'
import { factorOf, packetOf, receiveAll, registerDevice } from '#test/support/readings.ts'

const database = useDatabase('qy_demo')
const at = (day: string, hour = 0) => new Date(Date.parse(`${day}T00:00:00+08:00`) + hour * 3_600_000)
const noon = (day: string) => at(day, 12)
const connection = () => ({ db: database.db, sql: database.sql, close: async () => {} })
const hour = (mn: string, day: string, h: number, value: number, flag = 'N') => {
  const code = mn === 'WATER' ? 'w01018' : 'a21002'
  return packetOf(mn, '2061', at(day, h), [factorOf(code, { avg: value, flag })])
}
const hours = (
  mn: string,
  day: string,
  list: readonly number[],
  value: (h: number) => number,
  flag?: (h: number) => string,
) => list.map((h) => hour(mn, day, h, value(h), flag?.(h)))
const every = [...Array(24).keys()]

interface Place {
  id: number
  limit_max: number
}
let water: Place
let stack: Place
const user = 'mill'

beforeAll(async () => {
  const owner = database.owner.sql
  const find = (factor: string) => owner<Place[]>`
    select o.id, l.limit_max::float from outlets o join outlet_limits l on l.outlet_id = o.id and l.factor_code = ${factor}
    where l.valid_to is null and l.valid_from < '2026-08-01' order by o.id limit 1`
  ;[water] = (await find('w01018')) as unknown as [Place]
  ;[stack] = (await find('a21002')) as unknown as [Place]
  await owner`insert into users (id, name, email) values (${user}, '厂', 'mill@example.invalid')`
  await registerDevice(owner, 'WATER', water.id, 'accepted', '2026-08-01')
  await registerDevice(owner, 'STACK', stack.id, 'signed_off', '2026-08-01')
}, 60_000)

const days = (outletId: number, factor: string, day: string) =>
  database.db.execute(sql`
    select stage::text, due, received, valid, flagged_count as "flaggedCount", missing, flagged, exceeded, taken_out as "takenOut", mean_state as "meanState"
    from reading_days where outlet_id = ${outletId} and day = ${day}::date and factor_no = (select no from factors where code = ${factor})
    order by reading_days.stage`) as unknown as Promise<Record<string, unknown>[]>
const month = async (outletId: number, factor: string, of: string) =>
  (
    (await database.db.execute(sql`
      select due, received, valid, flagged_count as "flaggedCount", missing, exceeded, taken_out_count::int as "takenOut", days::int,
        confirmed_days::int as confirmed, valid_days::int as "validDays", flagged
      from reading_months where outlet_id = ${outletId} and month = ${of}::date and factor_no = (select no from factors where code = ${factor})`)) as unknown as Record<
      string,
      unknown
    >[]
  )[0]

describe('closing', () => {
  it('begins with the first whole day that hours came in, and takes each day once', async () => {
    expect(await closeDueDays(database.db, noon('2026-09-01'))).toEqual({ days: 0, again: 0 })
    const over = stack.limit_max * 1.5
    await receiveAll(connection(), [
      ...hours('STACK', '2026-09-01', every.slice(10), () => 20),
      ...hours(
        'STACK',
        '2026-09-02',
        every.slice(0, 22),
        (h) => (h < 3 ? over : 20),
        (h) => (h < 2 ? 'M' : 'N'),
      ),
      ...hours('WATER', '2026-09-02', every.slice(0, 12), () => 5),
    ])
    // The first day was half over when hours began to come: nobody owes its other half.
    expect(await closeDueDays(database.db, noon('2026-09-03'))).toEqual({ days: 1, again: 0 })
    expect(await closeDueDays(database.db, noon('2026-09-03'))).toEqual({ days: 0, again: 0 })
    expect(await days(stack.id, 'a21002', '2026-09-02')).toEqual([
      {
        stage: 'provisional',
        due: 24,
        received: 22,
        valid: 20,
        flaggedCount: 2,
        missing: 2,
        flagged: { M: 2 },
        exceeded: 1,
        takenOut: { M: 2 },
        meanState: 'valid',
      },
    ])
    expect(await days(stack.id, 'a21002', '2026-09-01')).toEqual([])
  })

  it('what a device never sends is due where the rule counts it and a limit holds', async () => {
    const [row] = await days(water.id, 'w01018', '2026-09-02')
    expect(row).toMatchObject({ due: 24, received: 12, missing: 12, meanState: 'too_few' })
    const due = (await database.db.execute(sql`
      select f.code, d.received from reading_days d join factors f on f.no = d.factor_no
      where d.outlet_id = ${stack.id} and d.day = '2026-09-02' and f.code <> 'a21002'`)) as unknown as {
      code: string
      received: number
    }[]
    expect(due.every(({ code, received }) => ['a34013', 'a21026'].includes(code) && received === 0)).toBe(true)
  })

  it('late hours open their day again, whatever they find, and the month and the county with it', async () => {
    const late = hours('STACK', '2026-09-02', [22, 23], () => 20).map((packet) => ({
      ...packet,
      receivedAt: noon('2026-09-04'),
    }))
    await receiveAll(connection(), late)
    expect(await closeDueDays(database.db, noon('2026-09-04'))).toEqual({ days: 1, again: 1 })
    expect(await days(stack.id, 'a21002', '2026-09-02')).toMatchObject([{ received: 24, missing: 0 }])
    expect(await month(stack.id, 'a21002', '2026-09-01')).toMatchObject({
      due: 48,
      received: 24,
      missing: 24,
      days: 2,
      validDays: 1,
    })
    const [city] = (await database.db.execute(sql`
      select sum(due)::int as due, sum(received)::int as received from reading_region_days where day = '2026-09-02'`)) as unknown as {
      due: number
      received: number
    }[]
    expect(city?.received).toBe(36)
    expect((city?.due ?? 0) % 24).toBe(0)
  })

  it('a day stays as it was due when its device is taken out of service later', async () => {
    const owner = database.owner.sql
    await owner`update devices set state = 'removed' where mn = 'STACK'`
    await database.db.execute(
      sql`insert into days_to_close (outlet_id, day) values (${stack.id}, '2026-09-02'), (${stack.id}, '2026-08-20')`,
    )
    await closeDueDays(database.db, noon('2026-09-04'))
    expect(await days(stack.id, 'a21002', '2026-09-02')).toMatchObject([{ due: 24, received: 24 }])
    expect(await days(stack.id, 'a21002', '2026-08-20')).toEqual([])
    await owner`update devices set state = 'signed_off' where mn = 'STACK'`
  })

  it('after ten days a day is confirmed; what comes later stands beside it and counts no more', async () => {
    expect(await confirmDays(database.db, noon('2026-09-12'))).toBe(0)
    expect(await confirmDays(database.db, noon('2026-09-13'))).toBe(1)
    await receiveAll(
      connection(),
      hours('WATER', '2026-09-02', every.slice(12), () => 5).map((packet) => ({
        ...packet,
        receivedAt: noon('2026-09-13'),
      })),
    )
    await closeDueDays(database.db, noon('2026-09-13'))
    expect(await days(water.id, 'w01018', '2026-09-02')).toMatchObject([
      { stage: 'provisional', received: 24 },
      { stage: 'confirmed', received: 12 },
    ])
    expect(await month(water.id, 'w01018', '2026-09-01')).toMatchObject({ received: 12, confirmed: 1 })
    await expect(
      database.db.execute(sql`update reading_days set valid = valid where stage = 'confirmed'`),
    ).rejects.toThrow()
  })
})

/** An hour of a month: not sent, or sent in time or later, with a flag or none. */
const anyHour = fc.record({
  sent: fc.constantFrom('in_time', 'in_time', 'late', 'never'),
  flag: fc.constantFrom('N', 'N', 'M', 'D'),
  value: fc.double({ min: 0, max: 400, noNaN: true }),
})
const anyMark = fc.record({
  from: fc.nat(24 * 6),
  hours: fc.integer({ min: 1, max: 30 }),
  kind: fc.constantFrom(...readingMarkKinds),
})

it('of any days with gaps, flags, late hours and marks: raw = valid + flagged + missing, day by day and in the month', async () => {
  let week = 0
  await fc.assert(
    fc.asyncProperty(fc.array(anyHour, { minLength: 24 * 7, maxLength: 24 * 7 }), anyMark, async (given, mark) => {
      week++
      const first = addDays('2026-09-14', (week - 1) * 7)
      const last = addDays(first, 6)
      const send = (sent: string, receivedAt?: Date) =>
        receiveAll(
          connection(),
          given.flatMap((each, h) => {
            if (each.sent !== sent) return []
            const packet = hour('STACK', first, h, each.value, each.flag)
            return [receivedAt ? { ...packet, receivedAt } : packet]
          }),
        )
      await send('in_time')
      await database.db.execute(sql`
        insert into reading_marks (outlet_id, from_at, to_at, kind, words, marked_by, marked_at)
        values (${stack.id}, ${at(first, mark.from).toISOString()}::timestamptz, ${at(first, mark.from + mark.hours).toISOString()}::timestamptz,
          ${mark.kind}, '检修', ${user}, now())`)
      await closeDueDays(database.db, at(last, 25))
      await send('late', at(last, 30))
      await closeDueDays(database.db, at(last, 31))
      const rows = (await database.db.execute(sql`
        select day::text, due, received, valid, flagged, flagged_count as "flaggedCount", missing from reading_days
        where outlet_id = ${stack.id} and day between ${first}::date and ${last}::date and stage = 'provisional'
          and factor_no = (select no from factors where code = 'a21002') order by day`)) as unknown as {
        due: number
        received: number
        valid: number
        flagged: Record<string, number> & { M?: number }
        flaggedCount: number
        missing: number
      }[]
      expect(rows).toHaveLength(7)
      rows.forEach((row, d) => {
        const ofDay = given.slice(d * 24, d * 24 + 24)
        const isMarked = (h: number) => d * 24 + h >= mark.from && d * 24 + h < mark.from + mark.hours
        const sent = ofDay.filter((each) => each.sent !== 'never')
        expect(row.received).toBe(sent.length)
        expect(row.valid + row.flaggedCount + row.missing).toBe(row.due)
        expect(Object.values(row.flagged).reduce((a, b) => a + b, 0)).toBe(row.flaggedCount)
        expect(row.flagged.M ?? 0).toBe(sent.filter(({ flag }) => flag === 'M').length)
        const marked = ofDay.filter((each, h) => each.sent !== 'never' && each.flag === 'N' && isMarked(h)).length
        expect(row.flagged[`mark_${mark.kind}`] ?? 0).toBe(marked)
      })
    }),
    { numRuns: 6, endOnFailure: true },
  )
  const [sums] = (await database.db.execute(sql`
    select (select sum(valid)::int from reading_months where month >= '2026-09-01') as months,
      (select sum(valid)::int from (select distinct on (outlet_id, factor_no, day) valid from reading_days order by outlet_id, factor_no, day, stage desc) d) as days`)) as unknown as {
    months: number
    days: number
  }[]
  expect(sums?.months).toBe(sums?.days)
}, 120_000)
