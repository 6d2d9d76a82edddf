/** The worker process: effects of events and scheduled jobs. Started by `portal start`; ends with it. */
import { startCleaning } from '#domain/report/commands/clean-loop.ts'
import { config } from '#platform/config.ts'
import { database } from '#platform/database.ts'
import { startEffects } from '#platform/events/effects.ts'
import { startBoss } from '#platform/jobs/boss.ts'
import { scheduleJobs } from '#platform/jobs/schedule.ts'
import { endTogether } from '#src/cli/process.ts'
import { effects, scheduledJobs } from '#src/cli/registry.ts'

const connection = database()
const url = config().DATABASE_URL as string
const boss = await startBoss(url)
const running = await startEffects(url, connection, boss, effects)
await scheduleJobs(boss, connection.db, scheduledJobs)
const cleaning = startCleaning(connection.db)
process.send?.('ready')

endTogether(async () => {
  await Promise.all([running.stop(), cleaning.stop()])
  await boss.stop({ graceful: true, timeout: 5_000 })
  await connection.close()
})
