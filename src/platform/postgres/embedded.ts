import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { initialise, OWNER, passwordFile, programEnvironment } from '#platform/postgres/initialise.ts'
import { findPlace, type Place } from '#platform/postgres/place.ts'

export interface EmbeddedOptions {
  dataDir: string
  /** Trades durability for speed. For tests only. */
  disposable?: boolean
}

/**
 * The PostgreSQL that npm brought along, on a free port of the loopback address. Starts it, or adopts the one that an
 * earlier run left behind on the same data: after a `kill -9` the server outlives its starter.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const place = await findPlace(options.dataDir)
  initialise(place)
  const server = new EmbeddedServer(place, options.disposable ?? false)
  await server.start()
  return server
}

export class EmbeddedServer {
  readonly #place: Place
  readonly #disposable: boolean
  readonly #password: string
  #port = 0
  #pid = 0
  #stopping = false
  #adopted = false
  #watch: NodeJS.Timeout | undefined

  constructor(place: Place, disposable: boolean) {
    this.#place = place
    this.#disposable = disposable
    this.#password = readFileSync(passwordFile(place), 'utf8').trim()
  }

  get pid(): number {
    return this.#pid
  }

  /** It was running already: somebody else's to stop. */
  get adopted(): boolean {
    return this.#adopted
  }

  /** Address of the owner's connection to the named database. */
  url(database: string): string {
    return `postgres://${OWNER}:${this.#password}@127.0.0.1:${this.#port}/${database}`
  }

  /** Starts or adopts; again on the same port when the server had run before. @throws when it does not come up in 30 s */
  async start(): Promise<void> {
    const until = Date.now() + 30_000
    for (;;) {
      const running = this.#running()
      this.#adopted = running !== undefined
      if (running) [this.#pid, this.#port] = running
      else await this.#launch()
      while (isAlive(this.#pid) && Date.now() < until) {
        if (await this.#answers()) return
        await sleep(40)
      }
      // Just after a kill -9 the old server's children may still hold its memory: then the new one gives up at once. And one that was
      // adopted may have been dying.
      if (Date.now() > until || (!running && !/pre-existing shared memory|lock file/.test(this.#log()))) {
        throw new Error(`PostgreSQL did not start:\n${this.#log()}`)
      }
      await sleep(200)
    }
  }

  /** Fast shutdown: open transactions are rolled back, everything committed is written. */
  async stop(): Promise<void> {
    this.#stopping = true
    clearInterval(this.#watch)
    if (isAlive(this.#pid)) process.kill(this.#pid, 'SIGINT')
    while (isAlive(this.#pid)) await sleep(20)
  }

  /** Starts the server again whenever it ends without having been asked to. */
  keepRunning(onRestart: () => void): void {
    let busy = false
    this.#watch = setInterval(async () => {
      if (busy || this.#stopping || isAlive(this.#pid)) return
      busy = true
      onRestart()
      await this.start().catch((error) => console.error(error.message))
      busy = false
    }, 500)
    this.#watch.unref()
  }

  /** The process and port that hold the data folder: lines 1 and 4 of postmaster.pid. */
  #running(): [pid: number, port: number] | undefined {
    const file = join(this.#place.data, 'postmaster.pid')
    const [pid, , , port] = existsSync(file) ? readFileSync(file, 'utf8').split('\n').map(Number) : []
    return pid && port && isAlive(pid) ? [pid, port] : undefined
  }

  async #launch(): Promise<void> {
    this.#port ||= await freePort()
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: 250,
      shared_buffers: '256MB',
      jit: 'off',
      random_page_cost: 1.1,
      ...(this.#disposable ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
    }
    const log = openSync(this.#logFile, 'w')
    const child = spawn(
      join(this.#place.programs, 'bin', 'postgres'),
      [
        '-D',
        this.#place.data,
        '-p',
        `${this.#port}`,
        ...Object.entries(settings).map(([name, value]) => `-c${name}=${value}`),
      ],
      // A group of its own: Ctrl-C in the terminal reaches us first, and we stop it last.
      { ...this.#place.account, cwd: '/', detached: true, stdio: ['ignore', 'ignore', log], env: programEnvironment },
    )
    closeSync(log)
    child.unref()
    this.#pid = child.pid ?? 0
  }

  get #logFile() {
    return `${this.#place.data}.log`
  }

  #log(): string {
    return existsSync(this.#logFile) ? readFileSync(this.#logFile, 'utf8').slice(-4000) : ''
  }

  async #answers(): Promise<boolean> {
    const sql = postgres(this.url('postgres'), { max: 1, connect_timeout: 2, onnotice: () => {} })
    try {
      await sql`select 1`
      return true
    } catch {
      return false
    } finally {
      await sql.end({ timeout: 1 })
    }
  }
}

function isAlive(pid: number): boolean {
  if (pid <= 0) return false
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A child that has ended but was not yet waited for still answers to signals. */
function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/\(.*\)/, ''))
  } catch {
    return false
  }
}

/** A port of the loopback address that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

/** Creates the database unless it is there. */
export async function ensureDatabase(server: EmbeddedServer, name: string): Promise<void> {
  const sql = postgres(server.url('postgres'), { max: 1, onnotice: () => {} })
  try {
    const [found] = await sql`select from pg_database where datname = ${name}`
    if (!found) await sql.unsafe(`create database "${name}"`)
  } finally {
    await sql.end()
  }
}
