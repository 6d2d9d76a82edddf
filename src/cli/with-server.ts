import { mkdirSync } from 'node:fs'
import { config } from '#platform/config.ts'
import { ensureDatabase, startEmbedded } from '#platform/postgres/embedded.ts'

/**
 * Runs a command's work on the installation's database: DATABASE_URL, or the embedded server, which is started for it and
 * stopped afterwards unless a running site owns it.
 */
export async function withServer(work: (url: string) => Promise<void>): Promise<void> {
  const { DATABASE_URL, DATA_DIR } = config()
  if (DATABASE_URL) return work(DATABASE_URL)
  mkdirSync(DATA_DIR, { recursive: true })
  const server = await startEmbedded({ dataDir: DATA_DIR })
  try {
    await ensureDatabase(server, 'qingyuan')
    await work(server.url('qingyuan'))
  } finally {
    if (!server.adopted) await server.stop()
  }
}
