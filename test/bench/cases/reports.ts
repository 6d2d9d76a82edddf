import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { migrate } from '#db/migrate.ts'
import { loadReference } from '#db/seed/reference.ts'
import { ensureDatabase, freePort, startEmbedded } from '#platform/postgres/embedded.ts'
import { build, root } from '#src/cli/build.ts'
import { ended, started } from '#test/bench/process.ts'
import type { Bench, Figure } from '#test/bench/run.ts'
import { noisyPhoto, type SolvedProof, sendForm, solveForm } from '#test/support/report-form.ts'

/** `REPORTS_SECONDS=3600` is the whole hour. */
const seconds = Number(process.env.REPORTS_SECONDS ?? 60)
const perSecond = 10_000 / 3600
const tmp = fileURLToPath(new URL('../../.tmp', import.meta.url))

export const bench: Bench = { title: 'Reports: 10,000 an hour, each with a photo of 5 MB', on: 'nothing', run: load }

async function load(): Promise<Figure[]> {
  build()
  const server = await startEmbedded({ dataDir: join(tmp, 'bench-reports'), disposable: true })
  const name = `qy_reports_${randomUUID().slice(0, 8)}`
  await ensureDatabase(server, name)
  const url = server.url(name)
  await migrate(url)
  await loadReference(url)
  const folder = mkdtempSync(join(tmp, 'reports-'))
  const port = await freePort()
  const site = `http://localhost:${port}`
  const env = { DATABASE_URL: url, DATA_DIR: folder, DEMO: 'false', PORT: String(port), SITE_URL: site }
  const web = await started(`${root}src/cli/web.ts`, { ...env, QINGYUAN_PROCESS: 'web' })
  const worker = await started(`${root}src/cli/worker.ts`, { ...env, QINGYUAN_PROCESS: 'worker' })
  const sql = postgres(url, { max: 2, onnotice: () => {} })
  try {
    const photo = await noisyPhoto(4000, 3000)
    const count = Math.round(seconds * perSecond)
    console.log(`Photo of ${(photo.length / 1e6).toFixed(1)} MB; the work of ${count} forms ...`)
    const proofs: SolvedProof[] = []
    while (proofs.length < count)
      proofs.push(...(await Promise.all([solveForm(site), solveForm(site), solveForm(site), solveForm(site)])))
    const [webBefore, workerBefore] = [residentMb(web.pid as number), residentMb(worker.pid as number)]
    await sendForm(site, await solveForm(site), [photo]) // warm
    const floor = await writeBare(sql, folder, photo)
    let [webMost, workerMost] = [webBefore, workerBefore]
    const watch = setInterval(() => {
      webMost = Math.max(webMost, residentMb(web.pid as number))
      workerMost = Math.max(workerMost, residentMb(worker.pid as number))
    }, 200)
    const times: number[] = []
    const acknowledged: string[] = []
    const begun = performance.now()
    const sending = proofs.slice(0, count).map(async (proof, i) => {
      const due = (i * 1000) / perSecond
      await new Promise((resolve) => setTimeout(resolve, due - (performance.now() - begun)))
      const asked = begun + due // late starts count against us
      const answer = await sendForm(site, proof, [photo])
      times.push(performance.now() - asked)
      if (answer?.handle) acknowledged.push(answer.handle)
    })
    await Promise.all(sending)
    const offered = count / ((performance.now() - begun) / 1000)
    const waited = performance.now()
    let left: postgres.Row | undefined
    for (;;) {
      ;[left] = await sql`select count(*)::int as n from report_files where state = 'waiting'`
      if (left?.n === 0 || performance.now() - waited > Math.max(600_000, seconds * 1000)) break
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    clearInterval(watch)
    const drawn = (performance.now() - waited) / 1000
    const kept =
      acknowledged.length === 0
        ? []
        : await sql`
      select from reports r join report_files f on f.report_id = r.id where f.state in ('clean', 'waiting') and r.handle in ${sql(acknowledged)}`
    times.sort((a, b) => a - b)
    const p95 = times[Math.floor(times.length * 0.95)] ?? 0
    console.log(
      `offered ${offered.toFixed(2)}/s of ${perSecond.toFixed(2)}/s, acknowledged ${acknowledged.length} of ${count}, ${left?.n} not drawn ${drawn.toFixed(0)} s after the last`,
    )
    const ms = (n: number) => `${n.toFixed(0)} ms`
    const mb = (n: number) => `${n.toFixed(0)} MB`
    const atMost = true
    return [
      {
        name: 'acceptance of a report with 5 MB, p95',
        beside: 'goal of 1 s',
        ours: ms(p95),
        floor: '1000 ms',
        ratio: p95 / 1000,
        goal: 1,
        atMost,
      },
      {
        name: 'the same, beside',
        beside: 'the same bytes written with fsync and a bare insert, p95',
        ours: ms(p95),
        floor: ms(floor),
        ratio: p95 / floor,
        goal: null,
      },
      {
        name: 'growth of the worker with what draws',
        beside: 'goal of 300 MB',
        ours: mb(workerMost - workerBefore),
        floor: '300 MB',
        ratio: (workerMost - workerBefore) / 300,
        goal: 1,
        atMost,
      },
      {
        name: 'growth of the web process',
        beside: 'the same goal',
        ours: mb(webMost - webBefore),
        floor: '300 MB',
        ratio: (webMost - webBefore) / 300,
        goal: null,
      },
      {
        name: 'acknowledged and lost',
        beside: 'none',
        ours: String(acknowledged.length - kept.length),
        floor: '0',
        ratio: acknowledged.length - kept.length,
        goal: 0,
        atMost,
      },
    ]
  } finally {
    await sql.end()
    await Promise.all([ended(web), ended(worker)])
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function writeBare(sql: postgres.Sql, folder: string, bytes: Uint8Array): Promise<number> {
  await sql`create table bare (id int generated always as identity, file text)`
  const times: number[] = []
  for (let round = 0; round < 20; round++) {
    const started = performance.now()
    const name = join(folder, `bare-${round}`)
    const file = await open(name, 'w')
    await file.writeFile(bytes)
    await file.sync()
    await file.close()
    await sql`insert into bare (file) values (${name})`
    times.push(performance.now() - started)
  }
  return times.sort((a, b) => a - b)[18] as number
}

/** Of a process with those that it started: the drawing of pictures is one of them. */
function residentMb(pid: number): number {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
    return children.reduce((sum, child) => sum + residentMb(Number(child)), own)
  } catch {
    return 0 // it has just ended
  }
}
