import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { connect, type Sql } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { loadDemoAccounts } from '#db/seed/accounts.ts'
import { loadDemoCity } from '#db/seed/load.ts'
import { authSecret } from '#platform/auth/secret.ts'
import { ensureDatabase, freePort, startEmbedded } from '#platform/postgres/embedded.ts'
import { putFile } from '#platform/storage/files.ts'
import { build, root } from '#src/cli/build.ts'
import { type Loaded, loadDrafts } from '#test/bench/filing/load.ts'
import { ended, started } from '#test/bench/process.ts'

export interface FilingSite extends Loaded {
  url: string
  databaseUrl: string
  /** With the owner's rights, for reading what came of it. */
  sql: Sql
  close(): Promise<void>
}

/**
 * The demo city with 2,000 firms at their forms, made anew for each run, in a PostgreSQL that keeps what it acknowledges
 * (fsync); the built web process and the worker on it.
 */
export async function openFilingSite(): Promise<FilingSite> {
  build()
  const server = await startEmbedded({ dataDir: fileURLToPath(new URL('../../.tmp/bench-filing', import.meta.url)) })
  const admin = postgres(server.url('postgres'), { max: 1, onnotice: () => {} })
  await admin`drop database if exists qy_bench_filing with (force)`
  await admin.end()
  await ensureDatabase(server, 'qy_bench_filing')
  const databaseUrl = server.url('qy_bench_filing')
  await migrate(databaseUrl)
  await loadDemoCity(databaseUrl, putFile)
  await loadDemoAccounts(databaseUrl, authSecret())
  const loaded = await loadDrafts(databaseUrl)
  const { sql, close } = connect(databaseUrl, { as: 'owner', max: 2, statementTimeoutMs: 0, name: 'qingyuan-bench' })
  const port = await freePort()
  const env = { DATABASE_URL: databaseUrl, DEMO: 'false', PORT: String(port), SITE_URL: `http://localhost:${port}` }
  const web = await started(`${root}src/cli/web.ts`, { ...env, QINGYUAN_PROCESS: 'web' })
  const worker = await started(`${root}src/cli/worker.ts`, { ...env, QINGYUAN_PROCESS: 'worker' })
  return {
    ...loaded,
    url: `http://127.0.0.1:${port}`,
    databaseUrl,
    sql,
    async close() {
      await Promise.all([ended(web), ended(worker)])
      await close()
      await server.stop()
    },
  }
}
