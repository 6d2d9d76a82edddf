import type { Sql } from '#db/client.ts'
import { clone } from '#test/bench/filing/clone.ts'
import { autosave } from '#test/bench/filing/hour.ts'
import { ask, expected, formType, signedAnswer, signedIn } from '#test/bench/filing/http.ts'
import { firmId, firms } from '#test/bench/filing/load.ts'
import type { FilingSite } from '#test/bench/filing/site.ts'
import { repeated, type Timing } from '#test/bench/filing/timing.ts'
import type { Figure } from '#test/bench/run.ts'

/** The largest firm of the city: the last of the 2,000 with 200 outlets of 10 factors in place of its own. */
const firm = firms
const outlets = 200
const firstOutlet = 90_000_001
const times = 15

/** What a firm with 200 outlets and 2,000 rows waits for: a save, a page of its form, the preview, the signature. */
export async function bigFirmFigures(site: FilingSite): Promise<Figure[]> {
  await enlarge(site.sql, site.year)
  const { url, year } = site
  const headers = signedIn(url, firm)
  const page = (path: string) => async () => void expected(await ask(url, 'GET', path, headers), 200)
  let revision = await revisionOf(site.sql)
  let n = 0
  const save = await repeated(times, async () => {
    const fields = { [`r${firstOutlet + (++n % outlets)}_w01018.mean`]: (21 + n / 100).toFixed(2) }
    revision = await autosave(site, { firm, revision, fields })
  })
  const desk = await repeated(times, page(`/filing/${year}`))
  const discharge = await repeated(times, page(`/filing/${year}/discharge`))
  const preview = await repeated(5, page(`/filing/${year}/preview`))
  const form = new URLSearchParams({
    year: String(year),
    revision: String(revision),
    signedName: '张建国',
    declaration: 'yes',
  })
  const signing = await repeated(1, async () => {
    const path = `/filing/${year}/preview?_action=disclosure.signAndPublish`
    signedAnswer(await ask(url, 'POST', path, headers + formType, form.toString()))
  })
  return [
    line('2,000 rows: one autosave', save, 300),
    line('2,000 rows: the form’s first page', desk),
    line('2,000 rows: the part on discharge', discharge),
    line('2,000 rows: the preview', preview),
    line('2,000 rows: signature and publication', signing),
  ]
}

function line(name: string, { p50, p95, failed }: Timing, goal?: number): Figure {
  if (failed.length > 0) console.log(`${name}: ${failed.length} failed: ${failed[0]}`)
  return {
    name,
    beside: failed.length > 0 ? `${failed.length} FAILED` : `p95 ${p95.toFixed(0)} ms`,
    ours: `${p50.toFixed(0)} ms`,
    floor: goal === undefined ? '' : `${goal} ms`,
    ratio: goal === undefined ? null : p50 / goal,
    goal: goal === undefined ? null : 1,
    atMost: true,
  }
}

const revisionOf = async (sql: Sql) =>
  (await sql<{ revision: number }[]>`select revision from disclosures where id = ${firmId(firm)}`)[0]?.revision ?? 0

/** Its main water outlet 200 times, each with the outlet's eight factors and two more that are measured like its BOD. */
async function enlarge(sql: Sql, year: number): Promise<void> {
  const draft = firmId(firm)
  const [main] = await sql<{ id: number }[]>`select id from outlets where enterprise_id = ${draft} and code = 'DW001'`
  if (!main) throw new Error('no main outlet')
  const each = `generate_series(0, ${outlets - 1}) n`
  const id = `${firstOutlet} + n`
  await sql`delete from disclosure_items where disclosure_id = ${draft}
    and group_name in ('wasteWaterStreams', 'wasteGasStreams', 'fugitiveSources', 'facilities', 'permittedTotals')`
  await clone(sql, 'outlets', { id, code: `'DW' || 100 + n` }, `${each} where o.id = ${main.id}`)
  await clone(sql, 'outlet_limits', { outlet_id: id }, `${each} where o.outlet_id = ${main.id}`)
  await clone(
    sql,
    'disclosure_rows',
    { outlet_id: id, permitted_tonnes: 'null' },
    `${each} where o.disclosure_id = ${draft} and o.outlet_id = ${main.id}`,
  )
  for (const factor of ['w01009', 'w21016']) {
    await clone(
      sql,
      'disclosure_rows',
      { outlet_id: id, factor_code: `'${factor}'`, permitted_tonnes: 'null' },
      `${each} where o.disclosure_id = ${draft} and o.outlet_id = ${main.id} and o.factor_code = 'w01017'`,
    )
    await clone(
      sql,
      'outlet_limits',
      { outlet_id: id, factor_code: `'${factor}'` },
      `${each} where o.outlet_id = ${main.id} and o.factor_code = 'w01017'`,
    )
  }
  // Its own outlets went out of service before the year that is reported.
  await sql`update outlets set in_service_to = make_date(${year - 1}, 1, 1) where enterprise_id = ${draft} and id < ${firstOutlet}`
  await sql`delete from disclosure_rows where disclosure_id = ${draft} and outlet_id < ${firstOutlet}`
  await sql.unsafe(`
    insert into disclosure_items (disclosure_id, group_name, item, typed)
    select ${draft}, 'outlets', ${id}, o.typed from disclosure_items o, ${each}
      where o.disclosure_id = ${draft} and o.group_name = 'outlets' and o.item = ${main.id}
    union all
    select ${draft}, 'wasteWaterStreams', n + 1, jsonb_build_object('name', '废水', 'source', '车间' || n, 'recordsComplete', 'yes',
      'discharged', 'yes', 'destination', '资江', 'outlet', 'DW' || 100 + n) from ${each}`)
  await sql`delete from disclosure_items where disclosure_id = ${draft} and group_name = 'outlets' and item < ${firstOutlet}`
  // Two hundred outlets that measure the same ask for a reason.
  await sql`update disclosure_rows set typed = typed || '{"unusualReason":"并联排放口，同一系统来水"}' where disclosure_id = ${draft}`
  await sql`analyze disclosure_rows, disclosure_items, outlets, outlet_limits`
}
