import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { migrate } from '#db/migrate.ts'
import { loadDemoAccounts } from '#db/seed/accounts.ts'
import { loadDemoCity } from '#db/seed/load.ts'
import { loadReference } from '#db/seed/reference.ts'
import { authSecret } from '#platform/auth/secret.ts'
import { type EmbeddedServer, ensureDatabase, startEmbedded } from '#platform/postgres/embedded.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    siteUrl: string
  }
}

const dataDir = fileURLToPath(new URL('../.tmp', import.meta.url))
let server: Promise<EmbeddedServer> | undefined
let users = 0

/**
 * One PostgreSQL for the whole run with two templates: `qy_empty` (migrated, with the reference data) and `qy_demo` (with the
 * demo city too). Each test file clones the one it needs: test/support/database.ts.
 */
export default async function setup(project: TestProject) {
  users++
  server ??= prepare()
  project.provide('postgresUrl', (await server).url('postgres'))
  return async () => {
    if (--users === 0) await (await server)?.stop()
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
  await loadDemoCity(started.url('qy_demo'))
  await loadDemoAccounts(started.url('qy_demo'), authSecret())
  await sql.end()
  return started
}
