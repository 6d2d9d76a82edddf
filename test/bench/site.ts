import { fileURLToPath } from 'node:url'
import { type Connection, connect } from '#db/client.ts'
import { migrate } from '#db/migrate.ts'
import { loadReference } from '#db/seed/reference.ts'
import { ensureDatabase, freePort, startEmbedded } from '#platform/postgres/embedded.ts'
import { build, root } from '#src/cli/build.ts'
import { loadCases } from '#test/bench/load-cases.ts'
import { fullSize, loadRegister } from '#test/bench/load-register.ts'
import { ended, started } from '#test/bench/process.ts'

export interface BenchSite {
  /** Address of the built site on the big register. */
  url: string
  /** The built web process. */
  webPid: number
  databaseUrl: string
  connection: Connection
  /** Starts a floor: a file of test/bench/floors with a port of its own. */
  startFloor(file: string, env?: Record<string, string>): Promise<{ url: string; stop(): Promise<void> }>
  close(): Promise<void>
}

/** 100,000 enterprises and 1,000,000 cases in a PostgreSQL of the bench's own, kept between runs; the built web process on it. */
export async function openBenchSite(): Promise<BenchSite> {
  build()
  const server = await startEmbedded({
    dataDir: fileURLToPath(new URL('../.tmp/bench', import.meta.url)),
    disposable: true,
  })
  await ensureDatabase(server, 'qy_bench')
  const databaseUrl = server.url('qy_bench')
  await migrate(databaseUrl)
  await loadReference(databaseUrl)
  console.log(`Register of ${fullSize.enterprises} enterprises and ${fullSize.cases} cases ...`)
  await loadRegister(databaseUrl)
  await loadCases(databaseUrl, fullSize.cases)
  const connection = connect(databaseUrl, { max: 2, statementTimeoutMs: 0, name: 'qingyuan-bench' })
  const port = await freePort()
  const env = {
    DATABASE_URL: databaseUrl,
    DEMO: 'false',
    API_PER_MINUTE: '1000000', // all its readers are one address
    PORT: String(port),
    SITE_URL: `http://localhost:${port}`,
    QINGYUAN_PROCESS: 'web',
  }
  const web = await started(`${root}src/cli/web.ts`, env)
  return {
    url: `http://127.0.0.1:${port}`,
    webPid: web.pid as number,
    databaseUrl,
    connection,
    async startFloor(file, extra = {}) {
      const floorPort = await freePort()
      const child = await started(fileURLToPath(new URL(`./floors/${file}`, import.meta.url)), {
        DATABASE_URL: databaseUrl,
        PORT: String(floorPort),
        ...extra,
      })
      return { url: `http://127.0.0.1:${floorPort}`, stop: () => ended(child) }
    },
    async close() {
      await ended(web)
      await connection.close()
      await server.stop()
    },
  }
}
