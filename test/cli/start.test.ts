import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { freePort } from '#platform/postgres/embedded.ts'
import { connectDevice } from '#test/gateway/device.ts'
import { useFolder } from '#test/support/folder.ts'

const dataDir = useFolder()
const running: ChildProcess[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((child) => ended(child)))
})

/** `portal start` on a data folder of this file's own, as npm start runs it. */
async function start(settings: Record<string, string> = {}) {
  const port = await freePort()
  const devicePort = await freePort()
  const child = spawn(process.execPath, ['src/cli/portal.ts', 'start'], {
    env: {
      ...process.env,
      PORT: String(port),
      HJ212_PORT: String(devicePort),
      SITE_URL: `http://localhost:${port}`,
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      DEMO: 'false',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => {
      said += text
    })
  while (!said.includes('Qingyuan 清源: http')) {
    if (child.exitCode !== null) throw new Error(`portal start ended: ${said}`)
    await sleep(50)
  }
  const pids = JSON.parse(readFileSync(join(dataDir, 'processes.json'), 'utf8')) as Record<
    'portal' | 'postgres' | 'web' | 'worker' | 'gateway',
    number
  >
  return {
    child,
    pids,
    address: `http://localhost:${port}`,
    devicePort,
    said: () => said,
    ready: () => status(`http://localhost:${port}/readyz`),
  }
}

const status = (url: string) =>
  fetch(url).then(
    (answer) => answer.status,
    () => 0,
  )

const isHeard = (port: number) =>
  connectDevice(port).then(
    ({ socket }) => {
      socket.destroy()
      return true
    },
    () => false,
  )

async function ended(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve))
  child.kill(signal)
  return code
}

const isGone = (pid: number) => {
  try {
    process.kill(pid, 0)
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return true
  }
}

async function until(what: () => boolean | Promise<boolean>) {
  for (let tries = 0; tries < 300; tries++) {
    if (await what()) return
    await sleep(50)
  }
  throw new Error('did not come true within 15 s')
}

it.each(['SIGINT', 'SIGTERM'] as const)('%s stops every process and says success', async (signal) => {
  const portal = await start()
  expect(await portal.ready()).toBe(200)
  expect(await ended(portal.child, signal)).toBe(0)
  await until(() => Object.values(portal.pids).every(isGone))
})

it('what is killed is started again: the pages, the worker, the devices’ gateway, PostgreSQL', async () => {
  const portal = await start()
  const again = (name: string) => until(() => portal.said().includes(`${name}; starting it again`))
  for (const name of ['web', 'worker'] as const) {
    process.kill(portal.pids[name], 'SIGKILL')
    await again(`${name} ended (SIGKILL)`)
    await until(async () => (await portal.ready()) === 200)
  }
  ;(await connectDevice(portal.devicePort)).socket.destroy()
  process.kill(portal.pids.gateway, 'SIGKILL')
  await again('gateway ended (SIGKILL)')
  await until(() => isHeard(portal.devicePort))
  process.kill(portal.pids.postgres, 'SIGKILL')
  await again('PostgreSQL ended')
  await until(async () => (await portal.ready()) === 200)
})

it('where another program has the devices’ port, the site starts all the same and says so', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const portal = await start({ HJ212_PORT: String(port) })
  expect(await portal.ready()).toBe(200)
  expect(portal.said()).toContain(
    `HJ212_PORT ${port} at 127.0.0.1 is taken by another program; no device is heard until it is free`,
  )
  taken.close()
  await until(() => isHeard(port))
})

it('after a killed start the others end by themselves and the next start finds everything in place', async () => {
  const first = await start()
  await ended(first.child, 'SIGKILL')
  await until(() => [first.pids.web, first.pids.worker, first.pids.gateway].every(isGone))
  const second = await start()
  expect(await second.ready()).toBe(200)
})

it('a moved clock is said at the start, and the demo city is loaded as of its day', async () => {
  const portal = await start({ DEMO: 'true', CLOCK: '2028-02-29T08:30:00+08:00' })
  expect(portal.said()).toMatch(/The clock is moved \(CLOCK\): here it is 29 Feb 2028, 08:3\d, Chinese time/)
  const newest = await fetch(`${portal.address}/disclosures`).then((answer) => answer.text())
  expect(newest).toContain('2028')
})
