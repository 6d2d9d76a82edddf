import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrate } from '#db/migrate.ts'
import { demoAccounts, demoPassphrase, loadDemoAccounts } from '#db/seed/accounts.ts'
import { loadDemoCity } from '#db/seed/load.ts'
import { loadReference } from '#db/seed/reference.ts'
import { authSecret } from '#platform/auth/secret.ts'
import { cityDate } from '#platform/clock.ts'
import { config } from '#platform/config.ts'
import { now } from '#platform/now.ts'
import { ensureDatabase, startEmbedded } from '#platform/postgres/embedded.ts'
import { putFile } from '#platform/storage/files.ts'
import { build, root } from '#src/cli/build.ts'
import { loadDemoRegister } from '#src/cli/demo/device-register.ts'
import { loadDemoDevices } from '#src/cli/demo/devices.ts'
import { loadDemoEvaluations } from '#src/cli/demo/evaluations.ts'
import { loadDemoInspections } from '#src/cli/demo/inspections.ts'
import { loadDemoReports } from '#src/cli/demo/reports.ts'
import { loadDemoScreening } from '#src/cli/demo/screening.ts'
import { Family } from '#src/cli/family.ts'
import { formatTime } from '#src/i18n/format.ts'

/** `portal start`: build, database, migrations, demo city, then web, worker and gateway until a signal comes. */
export async function start(): Promise<void> {
  config() // a wrong setting is said before anything is built
  build()
  const { url, server } = await prepareDatabase()
  const stop = async (code: number) => {
    await family.stop()
    await server?.stop()
    process.exit(code)
  }
  const family = new Family(root, { NODE_ENV: 'production', ...process.env, ...childSettings(url) }, (why) => {
    console.error(`${why}; stopping`)
    void stop(1)
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop(0))
  await Promise.all([family.keep('web'), family.keep('worker'), keepGateway(family)])
  const pids = { portal: process.pid, postgres: server?.pid, ...family.pids }
  writeFileSync(join(config().DATA_DIR, 'processes.json'), JSON.stringify(pids))
  console.log(`\nQingyuan 清源: ${config().SITE_URL}\n${movedClock()}${config().DEMO ? demoSignIns() : ''}`)
}

/** `portal dev`: the same database, worker and gateway with Astro's development server. */
export async function dev(): Promise<void> {
  const { url, server } = await prepareDatabase()
  const env = { ...process.env, ...childSettings(url), QINGYUAN_PROCESS: 'web', ASTRO_TELEMETRY_DISABLED: '1' }
  const astro = spawn(
    process.execPath,
    [join(root, 'node_modules/astro/bin/astro.mjs'), 'dev', '--port', String(config().PORT)],
    {
      env,
      cwd: root,
      stdio: 'inherit',
    },
  )
  const family = new Family(root, env, () => astro.kill('SIGTERM'))
  void family.keep('worker')
  void keepGateway(family)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => astro.kill('SIGTERM'))
  astro.once('exit', async () => {
    await family.stop()
    await server?.stop()
    process.exit(0)
  })
}

/** The gateway and, in the demo city, its devices: not where the port is another program's, which must not get what they send. */
async function keepGateway(family: Family): Promise<void> {
  const { port } = (await family.keep('gateway')) as { port: number | null }
  if (config().DEMO && port !== null && port === config().HJ212_PORT) await family.keep('simulator')
}

/** The database, migrated, with the demo city where it is wanted; the embedded server unless DATABASE_URL names another. */
async function prepareDatabase() {
  const settings = config()
  mkdirSync(settings.DATA_DIR, { recursive: true })
  const server = settings.DATABASE_URL ? undefined : await startEmbedded({ dataDir: settings.DATA_DIR })
  if (server) await ensureDatabase(server, 'qingyuan')
  server?.keepRunning(() => console.error('PostgreSQL ended; starting it again'))
  const url = settings.DATABASE_URL ?? server?.url('qingyuan') ?? ''
  await migrate(url)
  const secret = authSecret() // made here, before the processes that share it
  if (settings.DEMO) {
    await loadDemoCity(url, putFile, cityDate(now()))
    await loadDemoAccounts(url, secret)
    await loadDemoReports(url, now())
    await loadDemoInspections(url, now())
    await loadDemoDevices(url, cityDate(now()))
    await loadDemoRegister(url, now())
    await loadDemoScreening(url, now())
    await loadDemoEvaluations(url, now())
  } else await loadReference(url)
  return { url, server }
}

/** A moved clock goes on as a distance: a process that starts later, or again, shows the same time as the others. */
const childSettings = (url: string) => ({
  DATABASE_URL: url,
  DEMO: String(config().DEMO),
  DATA_DIR: config().DATA_DIR,
  ...(config().CLOCK === 0 ? {} : { CLOCK: `${config().CLOCK < 0 ? '' : '+'}${config().CLOCK}ms` }),
})

const movedClock = () =>
  config().CLOCK === 0
    ? ''
    : `The clock is moved (CLOCK): here it is ${formatTime('en', now())}, Chinese time
`

const demoSignIns = () =>
  `Demo sign-ins: ${demoAccounts.map(({ username }) => username).join(', ')}
  passphrase: ${demoPassphrase}
  codes of the officers' second factor: ${config().SITE_URL}/sign-in
`
