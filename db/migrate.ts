import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import { connect } from '#db/client.ts'

const folder = fileURLToPath(new URL('./migrations', import.meta.url))

/** Brings the database at `url` to the newest schema. Safe to run again and from two processes at once. */
export async function migrate(url: string): Promise<void> {
  const { sql, close } = connect(url, { as: 'owner', max: 1, statementTimeoutMs: 0, name: 'qingyuan-migrate' })
  try {
    await sql`select pg_advisory_lock(4309002017)`
    await runMigrations(drizzle(sql), { migrationsFolder: folder })
  } finally {
    await close()
  }
}
