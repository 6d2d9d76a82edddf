import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPool, type Sql } from '#db/pool.ts'
import { openReceiver, type Receiver } from '#domain/monitoring/commands/receive/receive.ts'
import { cityDate } from '#platform/clock.ts'
import { loadDemoDevices } from '#src/cli/demo/devices.ts'
import { startFleet } from '#src/cli/simulate/fleet.ts'
import { readSites } from '#src/cli/simulate/site.ts'
import { attend } from '#src/gateway/attend.ts'
import { receivePorts } from '#src/gateway/receive-ports.ts'
import { type Gateway, startGateway } from '#src/gateway/server/server.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const now = () => new Date()
const hourMs = 3_600_000
let sql: Sql
let receiver: Receiver
let gateway: Gateway
let fleet: ReturnType<typeof startFleet>
let [forgetful, late]: { deviceId: number; outletId: number }[] = []

beforeAll(async () => {
  await loadDemoDevices(database.url, cityDate(now()))
  await database.owner.sql`update devices set frames_per_minute = 60000`
  const sites = await readSites(database.sql, 2, cityDate(now()))
  ;[forgetful, late] = sites
  sql = openPool(database.url, { max: 3, isDurable: true })
  receiver = openReceiver({ sql })
  gateway = await startGateway(receivePorts(sql, receiver), { port: 0, host: '127.0.0.1' })
  fleet = startFleet(
    sites.map((site, index) => ({ ...site, habit: index === 0 ? 'forgetful' : 'late' })),
    { host: '127.0.0.1', port: gateway.port, now, hoursBack: 24, everyMs: 400 },
  )
})
afterAll(async () => {
  fleet?.stop()
  await gateway?.stop()
  await sql?.end()
})

/** Whole hours of the last day that ended half an hour ago or more, of which nothing is there. */
async function missing(outletId: number): Promise<number> {
  const last = Math.floor((Date.now() - hourMs / 2) / hourMs) * hourMs - hourMs
  const [found] = await database.sql`
    select count(*)::int as n from generate_series(${new Date(last - 22 * hourMs).toISOString()}::text::timestamptz,
      ${new Date(last).toISOString()}::text::timestamptz, '1 hour') as h (at)
    where not exists (select from readings r where r.outlet_id = ${outletId} and r.kind = 'hour' and r.at = h.at)`
  return found?.n
}
const requests = (deviceId: number | undefined, kind: string) => database.sql`
  select accepted, executed, period_from, period_to from device_requests where device_id = ${deviceId ?? 0} and kind = ${kind}`
const ahead = async () =>
  (await database.sql`select clock_ahead_s as s from device_activity where device_id = ${late?.deviceId ?? 0}`)[0]?.s

it('hours that a device left out are asked for once it is back, and stand in the readings; a wrong clock is set', async () => {
  const outlet = forgetful?.outletId ?? 0
  await expect.poll(async () => gateway.connected().length).toBe(2)
  await expect.poll(async () => (await ahead()) ?? 0, { timeout: 10_000 }).toBeLessThan(-400)
  await expect.poll(() => missing(outlet), { timeout: 10_000 }).toBeLessThan(10)
  expect(await missing(outlet)).toBeGreaterThan(3)
  await attend(gateway, receiver, now())
  expect((await requests(forgetful?.deviceId, 'hour')).length).toBe(0) // it may still be sending what it kept

  const later = new Date(Date.now() + 61_000)
  await expect
    .poll(
      async () => {
        await attend(gateway, receiver, later)
        return (await requests(late?.deviceId, 'clock')).length
      },
      { timeout: 10_000, interval: 300 },
    )
    .toBe(1)
  await expect.poll(() => missing(outlet), { timeout: 15_000 }).toBe(0)
  await expect
    .poll(async () => (await requests(forgetful?.deviceId, 'hour')).every(({ executed }) => executed === 1), {
      timeout: 10_000,
    })
    .toBe(true)
  await expect
    .poll(async () => (await requests(late?.deviceId, 'clock'))[0], { timeout: 15_000 })
    .toMatchObject({ accepted: 1, executed: 1, period_from: null })
  await expect.poll(async () => Math.abs(await ahead()), { timeout: 10_000 }).toBeLessThan(10)
  const before = (await requests(forgetful?.deviceId, 'hour')).length
  await attend(gateway, receiver, later)
  expect((await requests(forgetful?.deviceId, 'hour')).length).toBe(before)
}, 60_000)
