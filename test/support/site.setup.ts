import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { freePort } from '#platform/postgres/embedded.ts'
import { build } from '#src/cli/build.ts'
import { unpackChromium } from '#test/support/chromium.ts'
import { startProcess, stopProcesses } from '#test/support/process.ts'

/** The built site on a demo city of its own, as the three-process start runs it: real web process, real worker. */
export default async function setup(project: TestProject) {
  build()
  await unpackChromium() // before the test files start side by side
  const admin = inject(project)
  const sql = postgres(admin, { max: 1, onnotice: () => {} })
  await sql.unsafe('drop database if exists qy_site with (force)')
  await sql.unsafe('create database qy_site template qy_demo')
  await sql.end()
  const port = await freePort()
  const env = {
    ...process.env,
    DATABASE_URL: admin.replace(/\/postgres$/, '/qy_site'),
    DEMO: 'true',
    PORT: String(port),
    SITE_URL: `http://localhost:${port}`,
    NODE_ENV: 'production',
    API_PER_MINUTE: '1000000',
  }
  const children = await Promise.all((['web', 'worker'] as const).map((name) => startProcess(name, env)))
  project.provide('siteUrl', env.SITE_URL)
  return () => stopProcesses(children)
}

const inject = (project: TestProject) => (project.getProvidedContext() as { postgresUrl: string }).postgresUrl
