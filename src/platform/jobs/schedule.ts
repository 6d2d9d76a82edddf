import type { PgBoss } from 'pg-boss'
import type { Db } from '#db/client.ts'
import { log } from '#platform/log.ts'

/** Work of the clock. Running it twice, or once late, must do no harm. */
export interface ScheduledJob {
  name: string
  /** Five fields, Chinese time. */
  cron: string
  run(db: Db, now: Date): Promise<void>
}

const scheduled = 'scheduled.'

/** Runs each job at its time; one that came due while no worker was up runs once at the next start. */
export async function scheduleJobs(boss: PgBoss, db: Db, jobs: ScheduledJob[]): Promise<void> {
  for (const { name, cron, run } of jobs) {
    const queue = scheduled + name
    await boss.createQueue(queue, { policy: 'exclusive', retryLimit: 3, retryBackoff: true, retryDelay: 30 })
    await boss.schedule(queue, cron, null, { tz: 'Asia/Shanghai', missed: 'once' })
    await boss.work(queue, { pollingIntervalSeconds: 10 }, async () => {
      const started = performance.now()
      await run(db, new Date()).catch((error) => {
        log.error({ err: error, job: name }, 'scheduled job failed')
        throw error
      })
      log.info({ job: name, ms: Math.round(performance.now() - started) }, 'scheduled job done')
    })
  }
  const known = new Set(jobs.map(({ name }) => scheduled + name))
  for (const { name } of await boss.getSchedules()) {
    if (name.startsWith(scheduled) && !known.has(name)) await boss.unschedule(name)
  }
}
