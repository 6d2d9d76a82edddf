import { type ChildProcess, fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from '#db/pool.ts'
import { freePort } from '#platform/postgres/embedded.ts'
import { nodeOptions } from '#src/cli/family.ts'
import { SimulatedDevice } from '#src/cli/simulate/device.ts'
import { protocolTime } from '#src/gateway/send/frame.ts'
import { until } from '#test/gateway/device.ts'
import { frame } from '#test/gateway/vectors.ts'

/** A PostgreSQL of ours, which can be killed. */
interface Server {
  pid: number
  start(): Promise<void>
}
type Name = 'gateway' | 'worker'

/** Devices under load, and the processes behind them, which die: `kill -9`, again and again. */
export class Faults {
  readonly #mns: readonly string[]
  readonly #env: NodeJS.ProcessEnv
  readonly #server: Server
  readonly #children = new Map<Name, ChildProcess>()
  readonly #devices = new Map<string, SimulatedDevice>()
  readonly #sent = new Map<string, number>()
  readonly #startMs = Math.floor(Date.now() / 1000) * 1000 - 48 * 3_600_000
  #sending: NodeJS.Timeout | undefined
  #isEnding = false

  private constructor(databaseUrl: string, server: Server, mns: readonly string[], port: number) {
    this.#mns = mns
    this.#server = server
    this.#env = {
      ...process.env,
      DATABASE_URL: databaseUrl,
      DEMO: 'false',
      HOST: '127.0.0.1',
      HJ212_PORT: String(port),
      LOG_LEVEL: 'silent',
    }
  }

  /** Each device sends so many packets a second. */
  static async start(
    { databaseUrl, server, mns, processes }: { databaseUrl: string; server: Server; mns: string[]; processes: Name[] },
    perSecond: number,
  ): Promise<Faults> {
    const port = await freePort()
    const faults = new Faults(databaseUrl, server, mns, port)
    await Promise.all(processes.map((name) => faults.#launch(name)))
    for (const mn of mns) faults.#devices.set(mn, new SimulatedDevice({ host: '127.0.0.1', port, againMs: 100 }))
    faults.#sending = setInterval(() => faults.#sendAll(), 1000 / perSecond)
    return faults
  }

  get names(): (Name | 'postgres')[] {
    return [...this.#children.keys(), 'postgres']
  }

  get answered(): number {
    return [...this.#devices.values()].reduce((sum, device) => sum + device.answered, 0)
  }

  get waiting(): number {
    return [...this.#devices.values()].reduce((sum, device) => sum + device.waiting, 0)
  }

  /** `kill -9`. It comes back: a process at once, PostgreSQL after `awayMs`. */
  async kill(name: Name | 'postgres', awayMs = 0): Promise<void> {
    if (name !== 'postgres') {
      this.#children.get(name)?.kill('SIGKILL')
      return
    }
    const { pid } = this.#server
    process.kill(pid, 'SIGKILL')
    await Promise.all([sleep(awayMs), until(() => !isAlive(pid))])
    await this.#server.start()
  }

  /** Memory of a process now, in MB. */
  pid(name: Name): number {
    return this.#children.get(name)?.pid ?? 0
  }

  /** No more is sent; waits until every packet is answered. */
  async drain(withinMs: number): Promise<void> {
    clearInterval(this.#sending)
    await until(() => this.waiting === 0, withinMs)
  }

  /** What is missing, what is there though nobody sent it, and what stands there as if it had been sent twice. */
  async compare(sql: Sql): Promise<{ sent: number; lost: number; extra: number; changed: number }> {
    const rows = await sql<{ mn: string; n: number; last: number }[]>`
      select d.mn, count(*)::int as n, (extract(epoch from max(r.at)) * 1000)::float8 as last from readings r
      join devices d on d.outlet_id = r.outlet_id where r.kind = 'realtime' group by d.mn`
    const [changes] = await sql<{ n: number }[]>`select count(*)::int as n from reading_changes`
    let [sent, lost, extra] = [0, 0, 0]
    const stored = new Map(rows.map(({ mn, n }) => [mn, n]))
    for (const [mn, count] of this.#sent) {
      const n = stored.get(mn) ?? 0
      sent += count
      lost += Math.max(0, count - n)
      extra += Math.max(0, n - count)
    }
    return { sent, lost, extra, changed: changes?.n ?? 0 }
  }

  async stop(): Promise<void> {
    this.#isEnding = true
    clearInterval(this.#sending)
    for (const device of this.#devices.values()) device.stop()
    await Promise.all(
      [...this.#children.values()].map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return
        const ended = new Promise((resolve) => child.once('exit', resolve))
        child.kill('SIGKILL')
        await ended
      }),
    )
  }

  /** Keeps a process: what dies is started again. */
  async #launch(name: Name): Promise<void> {
    const child = fork(`src/cli/${name}.ts`, {
      env: { ...this.#env, QINGYUAN_PROCESS: name },
      execArgv: [...(nodeOptions[name] ?? [])],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    this.#children.set(name, child)
    child.once('exit', () => {
      if (!this.#isEnding) setTimeout(() => void this.#launch(name), 50)
    })
    await new Promise((resolve) => child.once('message', resolve).once('exit', resolve))
  }

  #sendAll(): void {
    for (const mn of this.#mns) {
      const device = this.#devices.get(mn)
      // A device that waits sends no more: what its memory could lose is not what is tested here.
      if (!device || device.waiting > 60) continue
      const n = this.#sent.get(mn) ?? 0
      this.#sent.set(mn, n + 1)
      const time = protocolTime(new Date(this.#startMs + n * 1000))
      device.send(
        (qn) =>
          frame(
            `QN=${protocolTime(qn, { ms: true })};ST=32;CN=2011;PW=123456;MN=${mn};Flag=5;CP=&&DataTime=${time};w01018-Rtd=${n}.5,w01018-Flag=N&&`,
          ),
        new Date(),
      )
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
