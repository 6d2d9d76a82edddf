import { connect, type Sql } from '#db/client.ts'
import { copyIn } from '#db/copy-in.ts'
import { addDays } from '#db/seed/days.ts'
import { CopyRows, type ReadingRow, readingColumns } from '#domain/monitoring/commands/receive/copy-rows.ts'
import { cityDate } from '#platform/clock.ts'
import { meansOf, type Span, spans } from '#src/cli/simulate/means.ts'
import { isStandardised, measuredOf } from '#src/cli/simulate/packets.ts'
import { habitOf } from '#src/cli/simulate/plant.ts'

import { type Habit, readSites, type SimulatedSite } from '#src/cli/simulate/site.ts'

/** The last day is left to the devices, which send it when they start. */
const leftHours = 24
const hourMs = spans.hour

/**
 * Hours and days of the demo city's devices before it was loaded, as its simulator would have sent them. Written as they would
 * lie there, without frames and without orders for what is long past. @returns false, and writes nothing, where there are readings
 */
export async function loadDemoReadings(url: string, now: Date, { days = 45, most = 300 } = {}): Promise<boolean> {
  const { sql, close } = connect(url, { as: 'owner', max: 1, statementTimeoutMs: 0, name: 'qingyuan-seed' })
  try {
    const [found] = await sql`select exists (select from readings) as "isThere"`
    if (found?.isThere) return false
    const sites = await readSites(sql, most, cityDate(now))
    const toMs = Math.floor(now.getTime() / hourMs) * hourMs - leftHours * hourMs
    const first = addDays(cityDate(now), -days)
    const fromMs = Date.parse(`${first}T00:00:00+08:00`)
    // Each at once: a part that is made shuts its table to all readers until it is committed.
    for (const month of monthsFrom(first, cityDate(now))) await sql`select make_reading_parts(${`${month}-01`}::date)`
    await sql.begin(async (tx) => {
      for (const [index, site] of sites.entries())
        await copyIn(
          tx,
          `copy readings (${readingColumns}) from stdin (format binary)`,
          rowsOf(site, habitOf(index), fromMs, toMs).messages(),
        )
      await noteActivity(tx as unknown as Sql, sites, fromMs, toMs)
    })
    return true
  } finally {
    await close()
  }
}

function rowsOf(site: SimulatedSite, habit: Habit, fromMs: number, toMs: number): CopyRows {
  const rows = new CopyRows()
  const add = (span: Span, at: number) => {
    for (const row of rowsOfSpan(site, habit, span, at)) rows.add(row)
  }
  for (let at = fromMs; at < toMs; at += spans.hour) add('hour', at)
  for (let at = fromMs; at + spans.day <= toMs; at += spans.day) add('day', at)
  return rows
}

function rowsOfSpan(site: SimulatedSite, habit: Habit, span: Span, atMs: number): ReadingRow[] {
  return meansOf(site, habit, span, atMs).map(({ factor, min, mean, max, total, flag }) => {
    const measured = (value: number) => measuredOf(site, factor, value)
    const standard = (value: number) => (isStandardised(site, factor) ? value : null)
    return {
      outletId: site.outletId,
      factorNo: factor.no,
      kind: span,
      atMs,
      min: measured(min),
      mean: measured(mean),
      max: measured(max),
      total,
      stdMin: standard(min),
      stdMean: standard(mean),
      stdMax: standard(max),
      flag,
      receivedMs: atMs + spans[span] + 20_000,
    }
  })
}

/** What the receiver would know of these devices. */
async function noteActivity(sql: Sql, sites: readonly SimulatedSite[], fromMs: number, toMs: number): Promise<void> {
  const day = Math.floor((toMs - fromMs) / spans.day)
  const iso = (ms: number) => new Date(ms).toISOString()
  await sql`
    insert into device_activity (device_id, frames, last_frame_at, last_hour_at, last_day_at)
    select id, ${Math.round((toMs - fromMs) / hourMs) + day}, ${iso(toMs + 20_000)}::text::timestamptz, ${iso(toMs - hourMs)}::text::timestamptz,
      ${iso(fromMs + (day - 1) * spans.day)}::text::timestamptz
    from unnest(${sites.map(({ deviceId }) => deviceId)}::int[]) as g (id)`
  for (const kind of ['hour', 'day'])
    await sql`
      update device_activity a set ${sql(`newest_${kind}`)} = (
        select jsonb_object_agg(r.factor_no, jsonb_build_array((extract(epoch from r.at) * 1000)::float8, r.mean, r.std_mean, r.flag,
          (extract(epoch from r.received_at) * 1000)::float8))
        from readings r where r.outlet_id = d.outlet_id and r.kind = ${kind}::text::reading_kind and r.at = a.${sql(`last_${kind}_at`)})
      from devices d where d.id = a.device_id`
}

function monthsFrom(first: string, last: string): Set<string> {
  const months = new Set<string>()
  for (let day = first; day <= last; day = addDays(day, 1)) months.add(day.slice(0, 7))
  return months
}
