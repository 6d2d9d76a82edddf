import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect, type Db } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { config } from '#platform/config.ts'
import { ensureDatabase, startEmbedded } from '#platform/postgres/embedded.ts'

/**
 * Runs a command's work on the installation's database, with the runtime role's rights. The embedded server is the one that
 * `npm start` has running, or is started for the occasion and stopped again.
 */
export async function withDatabase(work: (db: Db) => Promise<void>): Promise<void> {
  const { DATABASE_URL, DATA_DIR } = config()
  const isPortalUp = !DATABASE_URL && portalIsUp(DATA_DIR)
  const server = DATABASE_URL ? undefined : await startEmbedded({ dataDir: DATA_DIR })
  if (server && !isPortalUp) await ensureDatabase(server, 'qingyuan')
  const url = DATABASE_URL ?? server?.url('qingyuan') ?? ''
  if (!isPortalUp) await migrate(url)
  const connection = connect(url, { max: 2, name: 'qingyuan-cli' })
  try {
    await work(connection.db)
  } finally {
    await connection.close()
    if (!isPortalUp) await server?.stop()
  }
}

function portalIsUp(dataDir: string): boolean {
  const file = join(dataDir, 'processes.json')
  if (!existsSync(file)) return false
  try {
    process.kill(JSON.parse(readFileSync(file, 'utf8')).portal, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
