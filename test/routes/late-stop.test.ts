import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { connect } from '#db/client.ts'
import { startMovedSite } from '#test/support/moved-site.ts'
import { factorOf, packetOf, receiveAll, registerDevice } from '#test/support/readings.ts'
import { sessionOn } from '#test/support/session.ts'

/** On 10 December a mill stops its line from 8 to 14 o'clock and says so half an hour before; nobody answers until the next day. */
const at = (hour: number, day = 10) => new Date(Date.UTC(2026, 11, day, hour - 8))
interface Place {
  id: number
  credit_code: string
  region_code: string
  code: string
  factor: string
  limit_max: number
}
let site: Awaited<ReturnType<typeof startMovedSite>>
let place: Place
let deviceId: number

beforeAll(async () => {
  site = await startMovedSite('2026-12-10T07:30:00+08:00', {
    prepare: async (sql) => {
      ;[place] = (await sql`
        select o.id, o.code, e.credit_code, e.region_code, f.code as factor, l.limit_max::float from users u
        join memberships m on m.user_id = u.id join enterprises e on e.id = m.enterprise_id
        join outlets o on o.enterprise_id = e.id and o.kind not in ('water_outlet', 'fugitive')
        join outlet_limits l on l.outlet_id = o.id and l.valid_to is null and l.limit_min is null and l.limit_max > 0
        join factors f on f.code = l.factor_code and f.unit = l.unit and f.code in ('a34013', 'a21026', 'a21002')
        where u.username = 'paper' order by o.id, f.code limit 1`) as unknown as [Place]
      await registerDevice(sql, 'LATE-STOP', place.id, 'signed_off', '2026-12-01')
      const [device] = await sql`select id from devices where mn = 'LATE-STOP'`
      deviceId = device?.id
    },
  })
}, 180_000)
afterAll(() => site?.stop())

/** Hours as the gateway commits them: half of the limit, from 8 to 15 o'clock more than it. */
async function send(from: number, to: number) {
  const connection = connect(site.database, { max: 2 })
  const packets = Array.from({ length: to - from }, (_, i) => {
    const hour = from + i
    const avg = place.limit_max * (hour >= 8 && hour < 15 ? 1.5 + hour / 100 : 0.5 + (hour + 24) / 1000)
    return packetOf('LATE-STOP', '2061', at(hour), [factorOf(place.factor, { avg, zsAvg: avg })])
  })
  await receiveAll(connection, packets).finally(() => connection.close())
}
const get = async (path: string, username?: string) => {
  const headers: Record<string, string> = username ? { cookie: (await sessionOn(site, username)).header } : {}
  const response = await fetch(site.url + path, { headers, redirect: 'manual' })
  return { status: response.status, text: (await response.text()).replaceAll('&quot;', '"') }
}
const post = async (path: string, action: string, fields: Record<string, string>, username: string) =>
  fetch(`${site.url}${path}?_action=${action}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: site.url, cookie: (await sessionOn(site, username)).header },
    body: new URLSearchParams(fields),
  })
const found = async () =>
  (await site.sql<{ hour: number; is_judged: boolean; why: string | null; order_id: number }[]>`
    select extract(hour from at at time zone 'Asia/Shanghai')::int as hour, is_judged, why, order_id from exceedances
    where outlet_id = ${place.id} order by at`) as {
    hour: number
    is_judged: boolean
    why: string | null
    order_id: number
  }[]
const day = async () =>
  (
    await site.sql`select stopped, due, received, valid, exceeded, taken_out from reading_days
      where outlet_id = ${place.id} and day = '2026-12-10' and stage = 'provisional' and exceeded + coalesce((taken_out ->> 'stop')::int, 0) > 0`
  )[0]
const idle = () =>
  vi.waitFor(async () => {
    const active =
      await site.sql`select from pgboss.job where name in ('scheduled.close-days', 'scheduled.judge-readings') and state <> 'completed'`
    expect(active).toHaveLength(0)
  }, soon)
const soon = { timeout: 90_000, interval: 250 }

it('a stop that an officer approves after its day was closed and judged takes its whole hours out: rates, ledger and order follow', async () => {
  await send(-24, 7)
  const stop = {
    deviceId: String(deviceId),
    kind: 'production',
    fromAt: '2026-12-10T08:00',
    reason: '蒸煮工段临时停产检修',
  }
  const tooLate = await post(
    '/filing/devices',
    'deviceCare.applyStop',
    { ...stop, fromAt: '2026-12-10T07:00', toAt: '2026-12-10T14:00' },
    'paper',
  )
  expect([tooLate.status, await tooLate.text()]).toEqual([400, expect.stringContaining('停运、拆除须事先申请')])
  expect(
    (await post('/filing/devices', 'deviceCare.applyStop', { ...stop, toAt: '2026-12-10T14:00' }, 'paper')).status,
  ).toBe(303)
  await send(7, 24)

  await idle() // a worker that ends within a job takes it up again only when its time is over
  await site.moveTo('2026-12-11T00:20:00+08:00')
  await vi.waitFor(async () => expect(await day()).toMatchObject({ stopped: 0, due: 24, valid: 24, exceeded: 7 }), soon)
  const before = await vi.waitFor(async () => {
    const rows = await found()
    expect(rows.map(({ hour, is_judged }) => [hour, is_judged])).toEqual(
      [8, 9, 10, 11, 12, 13, 14].map((hour) => [hour, true]),
    )
    return rows
  }, soon)
  const order = before[0]?.order_id
  expect((await get(`/monitoring/orders/${order}`)).text).not.toContain('后被剔除')

  const desk = (await get(`/office/devices/${deviceId}`, 'county-taojiang')).text
  const id = /name="id" value="(\d+)"/.exec(desk.slice(desk.indexOf('id="answer"')))?.[1] as string
  const answer = { id, state: 'approved', answer: '同意停产检修' }
  expect((await post(`/office/devices/${deviceId}`, 'device.answerStop', answer, 'county-anhua')).status).toBe(403)
  expect((await post(`/office/devices/${deviceId}`, 'device.answerStop', answer, 'county-taojiang')).status).toBe(303)
  expect((await post(`/office/devices/${deviceId}`, 'device.answerStop', answer, 'county-taojiang')).status).toBe(409)

  await idle()
  await site.moveTo('2026-12-11T00:40:00+08:00')
  await vi.waitFor(
    async () =>
      expect(await day()).toMatchObject({
        stopped: 6,
        due: 18,
        received: 18,
        valid: 18,
        exceeded: 1,
        taken_out: { stop: 6 },
      }),
    soon,
  )
  await vi.waitFor(
    async () =>
      expect((await found()).map(({ hour, is_judged, why, order_id }) => [hour, is_judged, why, order_id])).toEqual([
        ...[8, 9, 10, 11, 12, 13].map((hour) => [hour, false, 'stop', order]),
        [14, true, null, order],
      ]),
    soon,
  )
  const page = (await get(`/monitoring/orders/${order}`)).text
  expect(page.match(/后被剔除：经同意停运/g)).toHaveLength(6)
  expect(page).not.toContain('单中各时段后来都已剔除')
  const ledger = JSON.parse((await get('/monitoring/flags.json?month=2026-12')).text).data
  expect(ledger.find(({ outletId }: { outletId: number }) => outletId === place.id)).toMatchObject({
    exceeded: 1,
    takenOutCount: 0, // a stop is no flag
    takenOut: { stop: 6 },
  })
  const [own] = await site.sql`select sum(due)::int as due, sum(stopped)::int as stopped from reading_days
    where outlet_id = ${place.id} and day = '2026-12-10' and stage = 'provisional'`
  const [county] = await site.sql`select sum(due)::int as due, sum(stopped)::int as stopped from reading_region_days
    where region_code = ${place.region_code} and day = '2026-12-10'`
  expect(county).toEqual(own)
  const outlet = (await get(`/monitoring/${place.credit_code}/${place.code}`)).text
  expect(outlet).toContain('蒸煮工段临时停产检修')
}, 400_000)
