import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { createServer } from 'node:net'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { connectDevice, until } from '#test/gateway/device.ts'
import { frame, hourSegment, rtdSegment } from '#test/gateway/vectors.ts'
import { useDatabase } from '#test/support/database.ts'

const database = useDatabase('qy_demo')
const running: ChildProcess[] = []
const settings = () => ({ ...process.env, DATABASE_URL: database.url, HOST: '127.0.0.1', HJ212_PORT: '0' })

/** The gateway as a process of its own; gives its port. */
async function start(): Promise<{ child: ChildProcess; port: number }> {
  const child = fork('src/cli/gateway.ts', { env: settings() })
  running.push(child)
  return new Promise((resolve, reject) => {
    child.once('message', ({ port }: { port: number }) => resolve({ child, port }))
    child.once('exit', (code) => reject(new Error(`the gateway ended with ${code}`)))
  })
}

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
})

beforeAll(async () => {
  const [a, b] = (await database.owner.sql<{ id: number }[]>`select id from outlets order by id limit 2`) as {
    id: number
  }[]
  await database.owner.sql`
    insert into devices (mn, outlet_id, password, state, registered_on)
    values ('430902FAKE0000000000W001', ${a?.id ?? 0}, '123456', 'connected', '2024-01-01'),
      ('430903FAKE0000000000A001', ${b?.id ?? 0}, '654321', 'connected', '2024-01-01')`
})

it('a frame of a registered device stands in the readings when it is answered; others are listed, not answered', async () => {
  const { port } = await start()
  const device = await connectDevice(port)
  device.send(frame(hourSegment)) // its password is another
  device.send(frame(rtdSegment.replaceAll('W001', 'W009')))
  device.send(frame(rtdSegment))
  expect(await device.frames(1)).toEqual([expect.stringContaining('MN=430902FAKE0000000000W001;Flag=4')])
  const rows = await database.sql`select mean, flag from readings where kind = 'realtime' order by mean`
  expect(rows.map(({ mean, flag }) => [mean, flag])).toEqual([
    [3.15, 'N'],
    [12.5, 'N'],
    [46.2, 'N'],
  ])
  const refused = await database.sql`select mn, why from unknown_devices order by mn`
  expect(refused.map(({ mn, why }) => [mn.slice(-4), why])).toEqual([
    ['W009', 'unknown_device'],
    ['A001', 'wrong_password'],
  ])
  device.socket.destroy()
})

it('swapped CRC bytes are taken from the device that is allowed to, and what is wrong is counted for its device', async () => {
  await database.owner.sql`update devices set allows_swapped_crc = true where mn like '%W001'`
  const { port } = await start()
  const device = await connectDevice(port)
  const swapped = (segment: string) => {
    const crc = frame(segment).toString('latin1').slice(-6, -2)
    return frame(segment, { crc: crc.slice(2) + crc.slice(0, 2) })
  }
  const other = hourSegment.replace('PW=123456', 'PW=654321')
  device.send(frame(other))
  await device.frames(1) // the register is read
  device.send(Buffer.concat([swapped(other), swapped(rtdSegment)]))
  expect((await device.frames(2))[1]).toContain('W001')
  const count = () =>
    database.sql`select deviation from device_deviations where deviation in ('crc_wrong', 'crc_swapped') order by 1`
  device.send(frame(other)) // what was noted is written with the next commit
  await device.frames(3)
  expect((await count()).map(({ deviation }) => deviation)).toEqual(['crc_swapped', 'crc_wrong'])
  device.socket.destroy()
})

it('killed in the middle, it has answered nothing that is lost, and what was sent again is there once', async () => {
  const frames = Array.from({ length: 200 }, (_, n) => {
    const minute = String(n % 60).padStart(2, '0')
    const time = `202403061${Math.floor(n / 60)}${minute}00`
    return frame(rtdSegment.replaceAll('20240305101500', time))
  })
  const { child, port } = await start()
  const first = await connectDevice(port)
  for (const each of frames) first.send(each)
  await until(() => first.told().length > 0)
  child.kill('SIGKILL')
  await first.closed
  const answered = [...first.told().matchAll(/QN=(\d{14})/g)].map(([, time]) => time)
  const stored = async () => {
    const rows = await database.sql`
      select to_char(at at time zone 'Asia/Shanghai', 'YYYYMMDDHH24MISS') as at, count(*)::int as n
      from readings where at >= '2024-03-06' group by at`
    return new Map(rows.map(({ at, n }) => [at, n]))
  }
  const before = await stored()
  expect(answered.filter((time) => !before.has(time))).toEqual([])

  const again = await connectDevice((await start()).port)
  again.send(Buffer.concat(frames))
  await again.frames(200, 20_000)
  const after = await stored()
  expect(after.size).toBe(200)
  expect([...after.values()].every((n) => n === 3)).toBe(true)
  again.socket.destroy()
})

it('a port that is taken is named', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as { port: number }
  const done = spawnSync(process.execPath, ['src/cli/gateway.ts'], {
    env: { ...settings(), HJ212_PORT: String(port) },
    encoding: 'utf8',
  })
  other.close()
  expect([done.status, done.stderr]).toEqual([1, `HJ212_PORT ${port} at 127.0.0.1 is taken by another program\n`])
})
