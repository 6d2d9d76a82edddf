import { migrate } from '#db/migrate.ts'
import { withServer } from '#src/cli/with-server.ts'

/** `portal migrate`: brings the database to the newest schema and stops. */
export async function migrateDatabase(): Promise<void> {
  await withServer(migrate)
  console.log('The database has the newest schema.')
}
