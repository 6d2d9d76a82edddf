import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { liveSearch, readingApiSearch } from '#domain/monitoring/input/live.ts'
import { countOnline, onlineOfEnterprise, searchOnline } from '#domain/monitoring/queries/live/city.ts'
import { measureDelay } from '#domain/monitoring/queries/live/delay.ts'
import { newestValues } from '#domain/monitoring/queries/live/newest.ts'
import { findFactor, findLiveOutlet } from '#domain/monitoring/queries/live/outlet.ts'
import { listReadingPage } from '#domain/monitoring/queries/live/page.ts'
import { readSeries, type SeriesOf } from '#domain/monitoring/queries/live/series.ts'
import { useDatabase } from '#test/support/database.ts'
import { factorOf, packetOf, receiveAll, registerDevice } from '#test/support/readings.ts'

const database = useDatabase('qy_demo')
const now = new Date('2026-11-25T10:00:30+08:00')
const at = (text: string) => new Date(`2026-11-${text}:00+08:00`)
const search = (query: object) => liveSearch.zh.parse(query)

interface Place {
  id: number
  credit_code: string
  code: string
  limit_max: number
}
let water: Place
let stack: Place
let quiet: Place

/** Outlets of three firms: a water outlet with a COD limit, a stack with one for NOx, and another stack. */
beforeAll(async () => {
  const owner = database.owner.sql
  const find = (factor: string, skip: number) => owner<Place[]>`
    select o.id, e.credit_code, o.code, l.limit_max::float from outlets o join enterprises e on e.id = o.enterprise_id
    join outlet_limits l on l.outlet_id = o.id and l.factor_code = ${factor} and l.valid_to is null and l.valid_from < '2026-11-01'
    order by o.id offset ${skip} limit 1`
  ;[water] = (await find('w01018', 0)) as unknown as [Place]
  ;[stack] = (await find('a21002', 0)) as unknown as [Place]
  ;[quiet] = (await find('a21002', 3)) as unknown as [Place]
  await registerDevice(owner, 'WATER', water.id)
  await registerDevice(owner, 'STACK', stack.id, 'signed_off', '2026-11-20')
  await registerDevice(owner, 'QUIET', quiet.id, 'planned')
  const hours = [...Array(10).keys()].filter((hour) => hour !== 4)
  await receiveAll({ db: database.db, sql: database.sql, close: async () => {} }, [
    ...hours.map((hour) =>
      packetOf('STACK', '2061', at(`25T0${hour}:00`), [
        factorOf('a21002', {
          avg: 80,
          zsAvg: hour === 6 ? stack.limit_max * 1.5 : stack.limit_max / 2,
          flag: hour === 7 ? 'M' : 'N',
        }),
      ]),
    ),
    packetOf('WATER', '2031', at('24T00:00'), [factorOf('w01018', { avg: water.limit_max * 2, cou: 12 })]),
    packetOf('WATER', '2011', at('25T10:00'), [factorOf('w01018', { rtd: 33.5 })]),
    packetOf('STACK', '2011', at('25T09:55'), [factorOf('a21002', { rtd: 70, zsRtd: 90, flag: 'C' })]),
  ])
}, 60_000)

describe('the city now', () => {
  it('counts who is on line, and says of the others why nothing comes', async () => {
    const city = await countOnline(database.db, now)
    expect(city.total).toEqual({ online: 2, offline: 0, silent: 0, not_connected: 1, stopped: 0 })
    expect(city.devices).toBe(3)
    expect(city.withoutDevice).toBeGreaterThan(100)
    const later = await countOnline(database.db, new Date(now.getTime() + 40 * 60_000))
    expect(later.total).toMatchObject({ online: 0, offline: 2 })
  })

  it('a filter shows what it says and does not narrow its own counts', async () => {
    const found = await searchOnline(database.db, search({ medium: 'air', state: 'not_connected' }), now)
    expect(found.rows.map(({ outletId }) => outletId)).toEqual([quiet.id])
    expect(found.counts.state).toEqual(
      new Map([
        ['not_connected', 1],
        ['online', 1],
      ]),
    )
    expect(found.counts.medium).toEqual(new Map([['air', 1]]))
  })

  it('is searched by words of the firm', async () => {
    const found = await searchOnline(database.db, search({ q: water.credit_code }), now)
    expect(found.rows.map(({ outletId }) => outletId)).toContain(water.id)
    expect((await searchOnline(database.db, search({ q: '没有这样的词' }), now)).found).toBe(0)
  })

  it('the way from the stack takes as long as between measurement and arrival, by the newest values', async () => {
    expect(await measureDelay(database.db, now)).toEqual({
      devices: 2,
      received: { p50: 7, p95: 7 },
      shown: { p50: 30, p95: 5 * 60 + 30 },
    })
  })
})

describe('newest values', () => {
  it('real time as it came, and the mean that is judged: days of water, hours of gas', async () => {
    const devices = (await searchOnline(database.db, search({}), now)).rows
    const newest = await newestValues(database.db, devices, now)
    const cod = newest.get(water.id)?.find(({ factorCode }) => factorCode === 'w01018')
    expect(cod).toMatchObject({
      now: { kind: 'realtime', value: 33.5, at: at('25T10:00'), flag: 'N' },
      judged: { kind: 'day', value: water.limit_max * 2 },
      limitMax: water.limit_max,
    })
    const nox = newest.get(stack.id)?.find(({ factorCode }) => factorCode === 'a21002')
    expect(nox).toMatchObject({ now: { value: 90, flag: 'C' }, judged: { kind: 'hour', at: at('25T09:00') } })
    expect(newest.get(quiet.id)?.every((factor) => factor.now === undefined)).toBe(true)
  })

  it('of one outlet also what has no limit, were it sent; of a firm its own devices only', async () => {
    const [device] = await onlineOfEnterprise(database.db, water.credit_code, now)
    expect(device?.outletId).toBe(water.id)
    const all = await newestValues(database.db, device ? [device] : [], now, { every: true })
    expect(
      all
        .get(water.id)
        ?.filter((factor) => factor.now)
        .map(({ factorCode }) => factorCode),
    ).toEqual(['w01018'])
  })
})

async function seriesOf(place: Place, factorCode: string, medium: 'water' | 'air'): Promise<SeriesOf> {
  const [outlet, factor] = await Promise.all([
    findLiveOutlet(database.db, { id: place.id }),
    findFactor(database.db, factorCode),
  ])
  if (!outlet?.registeredOn || !factor) throw new Error('not there')
  return { outletId: place.id, medium, factor, registeredOn: outlet.registeredOn, lastFrameAt: outlet.lastFrameAt }
}

describe('a curve', () => {
  it('has a point for each hour that is over: its value against the limit, its flag, or why there is none', async () => {
    const of = await seriesOf(stack, 'a21002', 'air')
    const points = await readSeries(database.db, of, 'hour', { from: '2026-11-25', to: '2026-11-25' }, now)
    expect(points).toHaveLength(10)
    expect(points.map(({ why }) => why)).toEqual([
      null,
      null,
      null,
      null,
      'not_received',
      null,
      null,
      'flag_M',
      null,
      null,
    ])
    expect(points[6]).toMatchObject({ standing: 'over', multiple: 0.5, limitMax: stack.limit_max })
    expect(points[7]).toMatchObject({ standing: null, value: stack.limit_max / 2 })
  })

  it('misses nothing before the device was registered, and says from when it is off line', async () => {
    const of = await seriesOf(stack, 'a21002', 'air')
    const points = await readSeries(database.db, of, 'hour', { from: '2026-11-18', to: '2026-11-26' }, at('26T12:00'))
    expect(points[0]?.at).toEqual(at('20T00:00'))
    expect(points[0]?.why).toBe('not_received')
    expect(points.at(-1)).toMatchObject({ at: at('26T11:00'), why: 'since_offline' })
  })

  it('days of water are judged, its hours and months are not', async () => {
    const of = await seriesOf(water, 'w01018', 'water')
    const span = { from: '2026-11-23', to: '2026-11-25' }
    const days = await readSeries(database.db, of, 'day', span, now)
    expect(days.map(({ value, standing }) => [value, standing])).toEqual([
      [null, null],
      [water.limit_max * 2, 'over'],
    ])
    const [month] = await readSeries(database.db, of, 'month', span, now)
    expect(month).toMatchObject({ value: water.limit_max * 2, total: 12, days: 1, standing: null })
  })

  it('a month is read from the part of that month alone', async () => {
    const plan =
      (await database.db.execute(sql`explain (costs off) select at from readings where outlet_id = ${stack.id}
      and factor_no = 3 and kind = 'hour' and at >= '2026-11-01+08' and at < '2026-12-01+08' order by at`)) as unknown as {
        'QUERY PLAN': string
      }[]
    const text = plan.map((line) => line['QUERY PLAN']).join('\n')
    expect(text).toMatch(/readings_hour_2026_11/)
    expect(
      text.match(/readings_\w+_20\d\d_\d\d(?!_)/g)?.every((part) => part.startsWith('readings_hour_2026_11')),
    ).toBe(true)
  })
})

describe('readings for machines', () => {
  const ask = (query: object) => listReadingPage(database.db, readingApiSearch.parse(query), now)

  it('are given by cursor, oldest first, with their units, flags and limits', async () => {
    const first = await ask({
      outlet: `${stack.credit_code}/${stack.code}`,
      factor: 'a21002',
      from: '2026-11-25',
      limit: '4',
    })
    expect(first).toMatchObject({ cursor: at('25T03:00').toISOString() })
    expect('rows' in first && first.rows?.[0]).toMatchObject({
      factorCode: 'a21002',
      kind: 'hour',
      standardisedMean: stack.limit_max / 2,
      unit: 'mg/m³',
      flag: 'N',
      limitMax: stack.limit_max,
      standing: 'within',
    })
    const rest = await ask({
      outlet: String(stack.id),
      factor: 'a21002',
      from: '2026-11-25',
      cursor: 'cursor' in first ? first.cursor : '',
    })
    expect('rows' in rest && rest.rows?.map((row) => row.at)).toEqual(
      [5, 6, 7, 8, 9].map((hour) => at(`25T0${hour}:00`).toISOString()),
    )
    expect(rest).toMatchObject({ cursor: null })
  })

  it('a span that is too long, turned round, or of an unknown outlet or factor is refused in words', async () => {
    const outlet = String(stack.id)
    expect(await ask({ outlet, factor: 'a21002', from: '2024-01-01', to: '2026-01-01' })).toEqual({
      refused: { field: 'to', message: 'At most 366 days of kind hour at once' },
    })
    expect(await ask({ outlet, factor: 'a21002', from: '2026-11-02', to: '2026-11-01' })).toMatchObject({
      refused: { field: 'from' },
    })
    expect(await ask({ outlet: '99999999', factor: 'a21002' })).toMatchObject({
      missing: expect.stringContaining('no such outlet'),
    })
    expect(await ask({ outlet, factor: 'zzz' })).toMatchObject({ missing: expect.stringContaining('zzz') })
    expect(readingApiSearch.safeParse({ outlet: 'x', factor: 'a21002' }).success).toBe(false)
    expect(readingApiSearch.safeParse({ outlet, factor: 'a21002', from: '2026-02-30' }).success).toBe(false)
  })
})
