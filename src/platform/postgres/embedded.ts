import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { findPlace, type Place } from '#platform/postgres/place.ts'

export interface EmbeddedServer {
  /** Address of the owner's connection to the named database. */
  url(database: string): string
  /** Fast shutdown: open transactions are rolled back, everything is written. */
  stop(): Promise<void>
  /** Calls back when the server ends without having been asked to. */
  onExit(listener: () => void): void
}

export interface StartOptions {
  dataDir: string
  /** Trade durability for speed. For tests only. */
  disposable?: boolean
  onLog?: (line: string) => void
}

const OWNER = 'qingyuan'

/**
 * Starts the PostgreSQL that npm brought along, or adopts the one that an earlier run left behind on the same data (after a
 * `kill -9` the server outlives its starter). Listens on a free port of the loopback address only.
 */
export async function startEmbedded(options: StartOptions): Promise<EmbeddedServer> {
  const place = await findPlace(options.dataDir)
  if (!existsSync(join(place.data, 'PG_VERSION'))) initialise(place)
  const password = readFileSync(passwordFile(place), 'utf8').trim()
  const running = await findRunning(place, password)
  return running ?? (await launch(place, password, options))
}

function initialise(place: Place) {
  const unfinished = `${place.data}.unfinished` // renamed when whole: a start that broke off leaves nothing half made
  rmSync(unfinished, { recursive: true, force: true })
  rmSync(place.data, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true, mode: 0o700 })
  const file = passwordFile(place)
  writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (place.account) for (const path of [unfinished, file]) chownSync(path, place.account.uid, place.account.gid)
  const made = spawnSync(
    join(place.programs, 'bin', 'initdb'),
    [
      `--pgdata=${unfinished}`,
      `--username=${OWNER}`,
      '--auth=scram-sha-256',
      `--pwfile=${file}`,
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      '--no-sync',
    ],
    { ...place.account, cwd: '/', encoding: 'utf8', env: { PATH: process.env.PATH ?? '', LC_ALL: 'C' } },
  )
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.error?.message}`)
  renameSync(unfinished, place.data)
}

const passwordFile = (place: Place) => `${place.data}.password`

async function launch(place: Place, password: string, options: StartOptions): Promise<EmbeddedServer> {
  const port = await freePort()
  const set = (name: string, value: string | number) => ['-c', `${name}=${value}`]
  const child = spawn(
    join(place.programs, 'bin', 'postgres'),
    [
      '-D',
      place.data,
      '-p',
      String(port),
      ...set('listen_addresses', '127.0.0.1'),
      ...set('unix_socket_directories', ''),
      ...set('max_connections', 120),
      ...set('shared_buffers', '256MB'),
      ...set('jit', 'off'),
      ...set('random_page_cost', 1.1),
      ...(options.disposable
        ? [...set('fsync', 'off'), ...set('synchronous_commit', 'off'), ...set('full_page_writes', 'off')]
        : []),
    ],
    // A group of its own: Ctrl-C in the terminal reaches us first, and we stop it last.
    {
      ...place.account,
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' },
    },
  )
  let log = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-4000)
    options.onLog?.(text)
  })
  const listeners: (() => void)[] = []
  let stopping = false
  const ended = new Promise<void>((resolve) => child.once('exit', resolve as () => void))
  child.once('exit', () => {
    if (!stopping) for (const listener of listeners) listener()
  })
  const until = Date.now() + 30_000
  while (!(await answers(port, password))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`PostgreSQL did not start:\n${log}`)
    await sleep(40)
  }
  return {
    url: address(port, password),
    onExit: (listener) => listeners.push(listener),
    async stop() {
      stopping = true
      child.kill('SIGINT')
      await ended
    },
  }
}

/** The server that holds this data folder, when one does. Line 1 of postmaster.pid is its process, line 4 its port. */
async function findRunning(place: Place, password: string): Promise<EmbeddedServer | undefined> {
  const file = join(place.data, 'postmaster.pid')
  const [pid, , , port] = existsSync(file) ? readFileSync(file, 'utf8').split('\n').map(Number) : []
  if (!pid || !port || !isAlive(pid)) return undefined
  for (let tries = 0; tries < 50 && isAlive(pid); tries++) {
    if (await answers(port, password)) {
      return {
        url: address(port, password),
        onExit: () => {},
        async stop() {
          if (isAlive(pid)) process.kill(pid, 'SIGINT')
          while (isAlive(pid)) await sleep(30)
        },
      }
    }
    await sleep(100)
  }
  return undefined
}

const address = (port: number, password: string) => (database: string) =>
  `postgres://${OWNER}:${password}@127.0.0.1:${port}/${database}`

async function answers(port: number, password: string): Promise<boolean> {
  const sql = postgres(address(port, password)('postgres'), { max: 1, connect_timeout: 2, onnotice: () => {} })
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
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
