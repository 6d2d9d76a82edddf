import { CronExpressionParser } from 'cron-parser'
import type { PgBoss } from 'pg-boss'
import { log } from '#platform/log.ts'

interface Due {
  queue: string
  /** Five fields, Chinese time. */
  cron: string
}

const dayMs = 86_400_000
const everyMs = 1000

/** Those that come due after `since` and not after `until`. */
export function dueBetween<T extends Due>(jobs: readonly T[], since: Date, until: Date): T[] {
  return jobs.filter(({ cron }) => {
    const times = CronExpressionParser.parse(cron, { tz: 'Asia/Shanghai', currentDate: since })
    return times.next().getTime() <= until.getTime()
  })
}

/**
 * Queues each job when the moved clock comes to its time, until the boss stops. Whoever moves the clock skips days: what is due
 * daily therefore runs once at the start.
 */
export function followMovedClock(boss: PgBoss, jobs: readonly Due[], now: () => Date): void {
  let seen = new Date(now().getTime() - dayMs)
  const look = () => {
    const until = now()
    for (const { queue } of dueBetween(jobs, seen, until))
      boss.send(queue, null).catch((error) => log.error({ err: error, queue }, 'moved clock'))
    seen = until
  }
  look()
  const timer = setInterval(look, everyMs)
  boss.once('stopped', () => clearInterval(timer))
}
