import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { migrate } from '#db/migrate.ts'
import { loadDemoCity } from '#db/seed/load.ts'
import { config } from '#platform/config.ts'
import { type EmbeddedServer, ensureDatabase, startEmbedded } from '#platform/postgres/embedded.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** `portal start`: build, database, migrations, demo city, then web and worker until a signal comes. */
export async function start(): Promise<void> {
  const settings = config()
  build()
  mkdirSync(settings.DATA_DIR, { recursive: true })
  const server = settings.DATABASE_URL ? undefined : await startEmbedded({ dataDir: settings.DATA_DIR })
  if (server) await ensureDatabase(server, 'qingyuan')
  const url = settings.DATABASE_URL ?? (server as EmbeddedServer).url('qingyuan')
  await migrate(url)
  if (settings.DEMO) await loadDemoCity(url)

  const family = new Family({ ...process.env, DATABASE_URL: url, DEMO: String(settings.DEMO) })
  const stop = async () => {
    await family.stop()
    await server?.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
  server?.onExit(() => {
    console.error('PostgreSQL ended unexpectedly; stopping. The next `npm start` recovers.')
    void family.stop().then(() => process.exit(1))
  })
  await Promise.all([family.keep('web'), family.keep('worker')])
  console.log(`\nQingyuan 清源: ${settings.SITE_URL}\n`)
}

/** The processes that run side by side: one that dies is started again, unless it keeps dying. */
class Family {
  readonly #env: NodeJS.ProcessEnv
  readonly #members = new Map<string, ChildProcess>()
  #stopping = false

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env
  }

  keep(name: string, fallen = 0): Promise<void> {
    const started = Date.now()
    const child = fork(join(root, 'src/cli', `${name}.ts`), {
      env: { ...this.#env, QINGYUAN_PROCESS: name },
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#members.set(name, child)
    child.once('exit', (code, signal) => {
      if (this.#stopping) return
      const times = Date.now() - started > 30_000 ? 1 : fallen + 1
      if (times > 5 || (code === 1 && fallen === 0 && Date.now() - started < 3000)) {
        console.error(`${name} ended (${signal ?? code}); giving up.`)
        process.kill(process.pid, 'SIGTERM')
        return
      }
      console.error(`${name} ended (${signal ?? code}); starting it again.`)
      setTimeout(() => void this.keep(name, times), 200 * times)
    })
    return new Promise((resolve) => child.once('message', () => resolve()))
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await Promise.all(
      [...this.#members.values()].map((child) => {
        if (child.exitCode !== null || child.signalCode !== null) return undefined
        const ended = new Promise((resolve) => child.once('exit', resolve))
        child.kill('SIGTERM')
        return ended
      }),
    )
  }
}

/** Builds the site when there is no build or a source is newer than it. */
export function build(): void {
  const entry = join(root, 'dist/server/entry.mjs')
  const built = existsSync(entry) ? statSync(entry).mtimeMs : 0
  const sources = ['src', 'content', 'public', 'db', 'astro.config.mjs', 'package-lock.json']
  if (built > 0 && sources.every((source) => newest(join(root, source)) < built)) return
  console.log('Building the site ...')
  const astro = join(root, 'node_modules/astro/bin/astro.mjs')
  const done = spawnSync(process.execPath, [astro, 'build'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  })
  if (done.status !== 0) throw new Error(`The build failed:\n${done.stdout}\n${done.stderr}`)
}

function newest(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) return 0
  if (!found.isDirectory()) return found.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0)
}
