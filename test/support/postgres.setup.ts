import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { migrate } from '#db/migrate.ts'
import { loadDemoAccounts } from '#db/seed/accounts.ts'
import { loadDemoCity } from '#db/seed/load.ts'
import { loadReference } from '#db/seed/reference.ts'
import { authSecret } from '#platform/auth/secret.ts'
import { type EmbeddedServer, ensureDatabase, startEmbedded } from '#platform/postgres/embedded.ts'
import { putFile } from '#platform/storage/files.ts'
import { loadDemoEvaluations } from '#src/cli/demo/evaluations.ts'
import { loadDemoInspections } from '#src/cli/demo/inspections.ts'
import { loadDemoReports } from '#src/cli/demo/reports.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    siteUrl: string
  }
}

const dataDir = fileURLToPath(new URL('../.tmp', import.meta.url))
/** vitest loads this file once for each project: what they share lives with the process, not with the module. */
const holder = globalThis as { testPostgres?: { server?: Promise<EmbeddedServer>; users: number } }
holder.testPostgres ??= { users: 0 }
const shared = holder.testPostgres

/**
 * One PostgreSQL for the whole run with two templates: `qy_empty` (migrated, with the reference data) and `qy_demo` (with the
 * demo city too). Each test file clones the one it needs: test/support/database.ts.
 */
export default async function setup(project: TestProject) {
  shared.users++
  shared.server ??= prepare()
  project.provide('postgresUrl', (await shared.server).url('postgres'))
  return async () => {
    if (--shared.users === 0) await (await shared.server)?.stop()
  }
}

async function prepare(): Promise<EmbeddedServer> {
  const started = await startEmbedded({ dataDir, disposable: true })
  const sql = postgres(started.url('postgres'), { max: 1, onnotice: () => {} })
  const old = await sql<{ datname: string }[]>`select datname from pg_database where datname like 'qy\_%'`
  for (const { datname } of old) await sql.unsafe(`drop database if exists "${datname}" with (force)`)
  await ensureDatabase(started, 'qy_empty')
  await migrate(started.url('qy_empty'))
  await loadReference(started.url('qy_empty'))
  await sql.unsafe('create database qy_demo template qy_empty')
  await loadDemoCity(started.url('qy_demo'), putFile)
  await loadDemoAccounts(started.url('qy_demo'), authSecret())
  await loadDemoReports(started.url('qy_demo'), new Date())
  await loadDemoInspections(started.url('qy_demo'), new Date())
  await loadDemoEvaluations(started.url('qy_demo'), new Date())
  await sql.end()
  return started
}
