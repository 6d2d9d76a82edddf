import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { freePort } from '#platform/postgres/embedded.ts'
import { useFolder } from '#test/support/folder.ts'
import { startProcess, stopProcesses } from '#test/support/process.ts'
import { noisyPhoto, sendForm, solveForm } from '#test/support/report-form.ts'

const name = `qy_killed_${randomBytes(6).toString('hex')}`
const folder = useFolder()
let [admin, sql]: postgres.Sql[] = []
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  admin = postgres(inject('postgresUrl'), { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database "${name}" template qy_empty`)
  const url = inject('postgresUrl').replace(/\/postgres$/, `/${name}`)
  sql = postgres(url, { max: 1, onnotice: () => {} })
  const port = await freePort()
  env = {
    ...process.env,
    DATABASE_URL: url,
    DATA_DIR: folder,
    DEMO: 'false',
    PORT: String(port),
    SITE_URL: `http://localhost:${port}`,
    NODE_ENV: 'production',
  }
})
afterAll(async () => {
  await sql?.end()
  await admin?.unsafe(`drop database if exists "${name}" with (force)`)
  await admin?.end()
})

it('a report that was acknowledged is there with all its files, and they are processed, though web and worker are killed', async () => {
  const site = env.SITE_URL as string
  let [web, worker] = [await startProcess('web', env), await startProcess('worker', env)]
  const proofs = []
  for (let i = 0; i < 12; i++) proofs.push(await solveForm(site))
  const photo = await noisyPhoto(1200, 900)
  const acknowledged: string[] = []
  const sending = proofs.map(async (proof, i) => {
    await new Promise((resolve) => setTimeout(resolve, i * 120))
    const answer = await sendForm(site, proof, [photo, photo])
    if (answer?.handle) acknowledged.push(answer.handle)
  })
  await expect.poll(() => acknowledged.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(4)
  for (const child of [web, worker]) child.kill('SIGKILL')
  await Promise.all(sending)
  ;[web, worker] = [await startProcess('web', env), await startProcess('worker', env)]
  try {
    const files = () => sql!`
      select r.handle, f.state from reports r join report_files f on f.report_id = r.id where r.handle in ${sql!(acknowledged)}`
    expect(await files()).toHaveLength(2 * acknowledged.length)
    await expect
      .poll(async () => (await sql!`select distinct state from report_files`).map(({ state }) => state), {
        timeout: 50_000,
      })
      .toEqual(['clean'])
    expect((await sendForm(site, await solveForm(site), [photo]))?.status).toBe(200)
  } finally {
    await stopProcesses([web, worker])
  }
}, 120_000)
