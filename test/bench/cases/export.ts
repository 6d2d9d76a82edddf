import { residentMb } from '#test/bench/process.ts'
import type { Bench, Figure } from '#test/bench/run.ts'
import type { BenchSite } from '#test/bench/site.ts'

const goal = 0.6
const mostGrowthMb = 100

export const bench: Bench = {
  title: 'Open data: a million rows as CSV beside COPY of the same columns',
  run: async (site) => {
    await drain(await asked(site, '?year=2017')) // the process is warm
    const floors = [await copied(site), await copied(site)]
    const before = residentMb(site.webPid)
    let highest = before
    const watch = setInterval(() => {
      highest = Math.max(highest, residentMb(site.webPid))
    }, 100)
    const ours = [await exported(site), await exported(site)]
    clearInterval(watch)
    const floor = Math.max(...floors)
    const best = Math.max(...ours)
    const growth = highest - before
    return [
      {
        name: 'cases as CSV over HTTP, rows a second',
        beside: 'COPY (select the same columns) TO STDOUT, read by this process',
        ours: perSecond(best),
        floor: perSecond(floor),
        ratio: best / floor,
        goal,
      },
      {
        name: 'memory of that file',
        beside: `${before.toFixed(0)} MB before`,
        ours: `${growth.toFixed(0)} MB more`,
        floor: `${mostGrowthMb} MB`,
        ratio: growth / mostGrowthMb,
        goal: 1,
        atMost: true,
      },
    ] satisfies Figure[]
  },
}

const perSecond = (rows: number) => `${Math.round(rows).toLocaleString('en')} rows/s`

/** As curl asks, not compressed: COPY is not either. */
const asked = ({ url }: BenchSite, query: string) =>
  fetch(`${url}/api/v1/violations.csv${query}`, { headers: { 'accept-encoding': 'identity' } })

async function exported(site: BenchSite): Promise<number> {
  const started = performance.now()
  const end = await drain(await asked(site, ''))
  const rows = Number(/#end rows=(\d+)/.exec(end)?.[1])
  return rows / ((performance.now() - started) / 1000)
}

/** Reads an answer to its end and gives the last of it. */
async function drain(response: Response): Promise<string> {
  if (!response.ok) throw new Error(`the file answered ${response.status}`)
  let last: Uint8Array = new Uint8Array()
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) if (part.length > 0) last = part
  return new TextDecoder().decode(last)
}

async function copied({ connection }: BenchSite): Promise<number> {
  const [counted] = await connection.sql`select count(*)::int as rows from violation_cases where state = 'published'`
  const started = performance.now()
  const parts = await connection.sql
    .unsafe(
      `copy (select c.id, 'http://localhost/board/' || c.id, c.title, c.title_en, c.category, c.enterprise_name, e.name_en, e.credit_code,
        c.region_code, c.sector_code, c.control_level, c.decision_no, c.decided_on, c.authority, c.fine_fen, 'CNY', c.measure_kinds,
        c.rectify_by, c.execution_state, c.repeat_offence, c.published_at, c.updated_at
        from violation_cases c left join enterprises e on e.id = c.enterprise_id where c.state = 'published'
        order by c.decided_on desc, c.id desc) to stdout (format csv, header)`,
    )
    .readable()
  let bytes = 0
  for await (const part of parts) bytes += (part as Buffer).length
  if (bytes === 0) throw new Error('COPY gave nothing')
  return counted?.rows / ((performance.now() - started) / 1000)
}
