import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import { clockOffset } from '#platform/clock.ts'
import { freePort } from '#platform/postgres/embedded.ts'
import { startProcess, stopProcesses } from '#test/support/process.ts'

/**
 * The built site on a demo city of its own whose clock is moved, for journeys over a deadline: web and worker, as started with
 * `CLOCK`. `clock` is as there: an instant, or a distance. `prepare` changes the city before they start.
 */
export async function startMovedSite(
  clock: string,
  {
    prepare,
    env = {},
    onOutput,
  }: {
    prepare?: (sql: postgres.Sql) => Promise<unknown>
    env?: NodeJS.ProcessEnv
    onOutput?: (text: string) => void
  } = {},
) {
  const name = `qy_moved_${randomBytes(6).toString('hex')}`
  const database = inject('postgresUrl').replace(/\/postgres$/, `/${name}`)
  const admin = postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database "${name}" template qy_demo`)
  /** With the owner's rights. */
  const sql = postgres(database, { max: 1, onnotice: () => {} })
  await prepare?.(sql)
  const port = await freePort()
  const url = `http://localhost:${port}`
  const settings: NodeJS.ProcessEnv = {
    ...process.env,
    ...env,
    DATABASE_URL: database,
    DEMO: 'true',
    PORT: String(port),
    SITE_URL: url,
    NODE_ENV: 'production',
  }
  const startAt = (clock: string) => {
    const offset = clockOffset(clock, new Date())
    if (offset === undefined) throw new Error(`${clock} is no clock`)
    settings.CLOCK = `${offset < 0 ? '' : '+'}${offset}ms` // one distance for both processes
    return Promise.all((['web', 'worker'] as const).map((process) => startProcess(process, settings, onOutput)))
  }
  let children = await startAt(clock)
  return {
    url,
    database,
    sql,
    /** The same city, later: both processes end and start with another clock. */
    async moveTo(clock: string) {
      await stopProcesses(children)
      children = await startAt(clock)
    },
    async stop() {
      await stopProcesses(children)
      await sql.end()
      await admin.unsafe(`drop database if exists "${name}" with (force)`)
      await admin.end()
    },
  }
}
