import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { cityDate } from '#platform/clock.ts'
import { loadDemoDevices } from '#src/cli/demo/devices.ts'
import { loadDemoReadings } from '#src/cli/demo/readings.ts'
import { startFleet } from '#src/cli/simulate/fleet.ts'
import { type Message, meanMessage, startMessages, stateMessage } from '#src/cli/simulate/packets.ts'
import { habitOf, valueAt } from '#src/cli/simulate/plant.ts'
import { readSites, type SimulatedSite } from '#src/cli/simulate/site.ts'
import { readOne } from '#test/gateway/reading.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = () => new Date()
const today = cityDate(now())
const stops: (() => unknown)[] = []
afterAll(() => {
  for (const stop of stops) stop()
})

const site: SimulatedSite = {
  deviceId: 1,
  outletId: 1,
  mn: 'A',
  password: '1',
  medium: 'water',
  isContinuous: true,
  factors: [{ no: 1, code: 'w01018', legacyCode: '011', unit: 'mg/L', limitMin: null, limitMax: 50, isFlow: false }],
}
const [cod] = site.factors as [SimulatedSite['factors'][number]]
const week = Array.from({ length: 7 * 24 }, (_, hour) => Date.UTC(2026, 10, 1, hour))

it('the demo city has one device at each outlet with on-line monitoring, the same each time', async () => {
  await loadDemoDevices(database.url, today)
  await loadDemoDevices(database.url, today)
  const [found] = await database.sql`
    select count(*)::int as devices, count(distinct outlet_id)::int as outlets, min(mn) as mn,
      bool_and(mn ~ '^4309[0-9]{2}QY[0-9]{12}[AW]001$') as "isFormed" from devices`
  expect(found?.devices).toBeGreaterThan(30)
  expect(found).toMatchObject({ outlets: found?.devices, isFormed: true })
})

it('a plant shows the same value for the same instant, and keeps its limits unless it is one of the odd ones', () => {
  const over = (habit: Parameters<typeof valueAt>[1]) =>
    week.map((at) => valueAt(site, habit, cod, at)).filter(({ value }) => value > 50)
  expect(valueAt(site, 'usual', cod, 1e12)).toEqual(valueAt(site, 'usual', cod, 1e12))
  expect(over('usual')).toEqual([])
  expect(over('exceeding').length).toBeGreaterThan(3)
  expect(new Set(over('exceeding').map(({ flag }) => flag))).toEqual(new Set(['N']))
  expect(new Set(over('cheating').map(({ flag }) => flag))).toEqual(new Set(['M']))
  const frozen = week.slice(0, 16).map((at) => valueAt({ ...site }, 'frozen', { ...cod, limitMin: 6, limitMax: 9 }, at))
  expect(new Set(frozen.map(({ value }) => value)).size).toBe(1)
})

it('a logger says that it started, in its log too, and whether its plant runs; the gateway reads both editions without a deviation', () => {
  const at = Date.UTC(2026, 10, 25, 12)
  const read = (message: Message) => message.map((build) => readOne(build(new Date(at))))
  const own = { ...site, mn: '430902FAKE0000000000W001', password: '123456', isContinuous: false }
  const old = { ...own, deviceId: 7 }
  const [restart, log, ...more] = read(startMessages(own, at))
  expect(more).toEqual([])
  expect(restart).toMatchObject({ cn: '2081', items: [{ name: 'RestartTime', value: '20261125200000' }] })
  expect(log).toMatchObject({ cn: '3020', texts: [{ code: 'i11001', item: 'Info', text: 'logger started' }] })
  expect(startMessages(old, at)).toEqual([])
  const states = [at, at + 3 * 3_600_000].flatMap((ms) => read(stateMessage(own, 'usual', ms)))
  expect(states.map(({ cn }) => cn)).toEqual(['2021', '2021'])
  const frames = [at, at + 3 * 3_600_000].flatMap((ms) =>
    stateMessage(own, 'usual', ms).map((build) => String(build(now()))),
  )
  expect(frames.map((frame) => /SB1-RS=(\d)/.exec(frame)?.[1])).toEqual(['1', '0'])
  for (const packet of [restart, log, ...states, ...read(stateMessage(old, 'usual', at))])
    expect(packet?.deviations).toEqual([])
})

it('the demo city has a past of hours and days, so that the cheat’s maintenance stands out: most of its flagged hours are over the limit', async () => {
  expect(await loadDemoReadings(database.url, now(), { days: 30, most: 12 })).toBe(true)
  expect(await loadDemoReadings(database.url, now(), { days: 30, most: 12 })).toBe(false)
  const [all] = await database.sql`
    select count(*)::int as rows, count(distinct outlet_id)::int as outlets, count(*) filter (where kind = 'day')::int as days,
      extract(day from now() - min(at))::int as "daysBack", max(at) < now() - interval '23 hours' as "leavesTheLastDay" from readings`
  expect(all).toMatchObject({ daysBack: 30, outlets: 12, leavesTheLastDay: true })
  expect(all?.rows).toBeGreaterThan(all?.outlets * 29 * 24 * 2)
  expect(all?.days).toBeGreaterThanOrEqual(all?.outlets * 28 * 2)
  const sites = await readSites(database.sql, 300, today)
  const cheat = sites.find((_, index) => habitOf(index) === 'cheating') as SimulatedSite
  const flagged = (outletId: number) => database.sql`
    select count(distinct r.at)::int as hours, count(distinct r.at) filter (where coalesce(r.std_mean, r.mean) > l.limit_max)::int as over
    from readings r join factors f on f.no = r.factor_no
    join outlet_limits l on l.outlet_id = r.outlet_id and l.factor_code = f.code and l.valid_to is null and l.limit_min is null
    where r.outlet_id = ${outletId} and r.kind = 'hour' and r.flag <> 'N'`
  const [ofCheat] = await flagged(cheat.outletId)
  expect(ofCheat?.over).toBeGreaterThan(30)
  expect(ofCheat?.over / ofCheat?.hours).toBeGreaterThan(0.8)
  const honest = sites.findIndex(({ isContinuous }, index) => isContinuous && habitOf(index) === 'usual')
  const [ofHonest] = await flagged(sites[honest]?.outletId ?? 0)
  expect(ofHonest).toMatchObject({ over: 0 })
}, 60_000)

it('a message that is longer than a packet is split, whole factors in each part', () => {
  const factors = Array.from({ length: 24 }, (_, n) => ({ ...cod, code: `w0${2000 + n}`, no: n }))
  const frames = meanMessage({ ...site, factors }, 'usual', 'hour', week[0] as number).map((build) =>
    build(now()).toString(),
  )
  expect(frames.map((frame) => /Flag=(\d+);PNUM=(\d+);PNO=(\d+)/.exec(frame)?.slice(1).join())).toEqual(
    frames.map((_, index) => `7,${frames.length},${index + 1}`),
  )
  expect(frames.length).toBeGreaterThan(1)
  expect(Math.max(...frames.map((frame) => frame.length))).toBeLessThan(1036)
})

it('the fleet’s packets, of both editions, stand in the readings within seconds; the silent device has none', async () => {
  const child: ChildProcess = fork('src/cli/gateway.ts', {
    env: { ...process.env, DATABASE_URL: database.url, HOST: '127.0.0.1', HJ212_PORT: '0' },
  })
  stops.push(() => child.kill('SIGKILL'))
  const port = await new Promise<number>((resolve) =>
    child.once('message', (said) => resolve((said as { port: number }).port)),
  )
  const sites = await readSites(database.sql, 30, today)
  const fleet = startFleet(sites, { host: '127.0.0.1', port, now, hoursBack: 3, everyMs: 2000 }) // the forgetful one leaves out two in a row
  stops.push(() => fleet.stop())
  const speaking = sites.filter((_, index) => habitOf(index) !== 'silent').map(({ deviceId }) => deviceId)
  const heard = () => database.owner.sql`
    select d.id from devices d
    where exists (select from readings r where r.outlet_id = d.outlet_id and r.kind = 'realtime')
      and exists (select from readings r where r.outlet_id = d.outlet_id and r.kind = 'hour') order by d.id`
  for (let tries = 0; tries < 100 && (await heard()).length < speaking.length; tries++) await sleep(200)
  expect((await heard()).map(({ id }) => id)).toEqual(speaking)
  const deviations = await database.sql`select distinct deviation from device_deviations`
  expect(deviations.map(({ deviation }) => deviation)).toEqual([])
  expect((await database.sql`select from unknown_devices`).length).toBe(0)
})
