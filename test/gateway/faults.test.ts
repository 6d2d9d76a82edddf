import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { Random } from '#db/seed/random.ts'
import { openGatewayCity } from '#test/bench/gateway/city.ts'
import { Faults } from '#test/gateway/faults.ts'
import { useFolder } from '#test/support/folder.ts'

const folder = useFolder()
const stops: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const stop of stops.reverse()) await stop()
})

it('though gateway and PostgreSQL are killed again and again and PostgreSQL is away for a while, no answered packet is lost, none is there twice', async () => {
  const city = await openGatewayCity(20, { dataDir: folder, disposable: true })
  stops.push(() => city.close())
  const faults = await Faults.start({ ...city, processes: ['gateway'] }, 10)
  stops.push(() => faults.stop())
  await expect.poll(() => faults.answered, { timeout: 10_000 }).toBeGreaterThan(50)
  const random = new Random('faults', randomUUID())
  for (const name of ['gateway', 'postgres', 'gateway', 'gateway', 'postgres'] as const) {
    await sleep(random.between(100, 600))
    await faults.kill(name)
  }
  await expect.poll(() => faults.waiting, { timeout: 20_000 }).toBeLessThan(100)
  const before = faults.answered
  const away = faults.kill('postgres', 2500)
  await sleep(1000)
  const whileAway = faults.answered
  await sleep(1000)
  expect(faults.answered).toBe(whileAway)
  await away
  await faults.drain(20_000)
  expect(faults.answered).toBeGreaterThan(before)
  const found = await city.reconnect((sql) => faults.compare(sql))
  expect(found).toEqual({ sent: faults.answered, lost: 0, extra: 0, changed: 0 })
}, 90_000)
