import type { PgBoss } from 'pg-boss'
import type { Db } from '#db/client.ts'
import { config } from '#platform/config.ts'
import { startBoss } from '#platform/jobs/boss.ts'
import { followMovedClock } from '#platform/jobs/moved-clock.ts'
import { describeError, log } from '#platform/log.ts'
import { now } from '#platform/now.ts'

/** Work of the clock. Running it twice, or once late, must do no harm. */
export interface ScheduledJob {
  name: string
  /** Five fields, Chinese time. */
  cron: string
  run(db: Db, now: Date): Promise<void>
  /** Also once at each start: a city that was just loaded has what the nights before would have made. */
  isAlsoAtStart?: boolean
  /** For sessions and the like, which `CLOCK` does not move. */
  isByMachineClock?: boolean
}

const scheduled = 'scheduled.'

/** Asks the worker for a job before its time: what it works on was just written. Asked twice, it runs once. */
export async function runSoon(url: string, name: string): Promise<void> {
  const boss = await startBoss(url)
  try {
    await boss.send(scheduled + name, null)
  } finally {
    await boss.stop({ graceful: false })
  }
}

/**
 * Runs each job at its time; one that came due while no worker was up runs once at the next start. pg-boss goes by the
 * database's clock: where the city's is moved, we look ourselves what has come due.
 */
export async function scheduleJobs(
  boss: PgBoss,
  db: Db,
  jobs: ScheduledJob[],
  clock = { isMoved: config().CLOCK !== 0, now },
): Promise<void> {
  for (const { name, cron, run, isByMachineClock, isAlsoAtStart } of jobs) {
    const queue = scheduled + name
    await boss.createQueue(queue, { policy: 'exclusive', retryLimit: 3, retryBackoff: true, retryDelay: 30 })
    if (!clock.isMoved) await boss.schedule(queue, cron, null, { tz: 'Asia/Shanghai', missed: 'once' })
    await boss.work(queue, { pollingIntervalSeconds: 10 }, async () => {
      const started = performance.now()
      await run(db, isByMachineClock ? new Date() : clock.now()).catch((error) => {
        log.error({ err: error, job: name }, 'scheduled job failed')
        // pg-boss keeps what is thrown, with all its values: of a fault in the database those would be what was written.
        throw new Error(`${name} failed: ${describeError(error).type}`)
      })
      log.info({ job: name, ms: Math.round(performance.now() - started) }, 'scheduled job done')
    })
    if (isAlsoAtStart) await boss.send(queue, null)
  }
  const known = new Set(clock.isMoved ? [] : jobs.map(({ name }) => scheduled + name))
  for (const { name } of await boss.getSchedules()) {
    if (name.startsWith(scheduled) && !known.has(name)) await boss.unschedule(name)
  }
  if (clock.isMoved)
    followMovedClock(
      boss,
      jobs.map(({ name, cron }) => ({ queue: scheduled + name, cron })),
      clock.now,
    )
}
