import { PgBoss } from 'pg-boss'
import { log } from '#platform/log.ts'

/** The job queue in the database's schema `pgboss`, with the runtime role's rights. Started; stop it with `boss.stop()`. */
export async function startBoss(url: string): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    options: '-c role=qingyuan_app',
    application_name: 'qingyuan-jobs',
    max: 4,
    createSchema: false,
    useListenNotify: true,
    registerInstance: false,
    openTelemetry: { enabled: false },
  })
  boss.on('error', (error) => log.error({ err: error }, 'jobs'))
  boss.on('warning', (warning) => log.warn({ warning: warning.message }, 'jobs'))
  return boss.start()
}
