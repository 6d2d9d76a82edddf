import type postgres from 'postgres'
import { copyIn } from '#db/copy-in.ts'
import type { Sql } from '#db/pool.ts'
import { noteRefused } from '#domain/monitoring/commands/note-refused.ts'
import type { DeviceActivity } from '#domain/monitoring/commands/receive/activity.ts'
import { type CopyRows, type ReadingRow, readingColumns } from '#domain/monitoring/commands/receive/copy-rows.ts'
import type { NotedDeviation } from '#domain/monitoring/commands/receive/notes.ts'
import type { ReceivePlan } from '#domain/monitoring/commands/receive/plan.ts'
import { writeActivity } from '#domain/monitoring/commands/receive/write-activity.ts'
import type { Packet } from '#domain/monitoring/input/packet.ts'
import { packFrames } from '#domain/monitoring/rules/kept-frames.ts'

type Transaction = postgres.TransactionSql

/**
 * Writes a plan in one transaction: readings, raw frames, what is known of the devices, what waits to be judged or to be closed
 * again, and the event where hours or days came in. Fresh rows go by COPY; when one is there after all, everything is written again the careful way.
 */
export async function writeReceipt(sql: Sql, plan: ReceivePlan, { noted, activity }: Beside): Promise<void> {
  const content = plan.taken.length > 0 ? packFrames(plan.taken) : undefined
  content?.catch(() => {}) // it is awaited after the readings, if it comes to that
  const beside = { noted, activity, content }
  try {
    await sql.begin((tx) => write(tx, plan, beside, plan.fresh, plan.doubtful))
  } catch (error) {
    if ((error as { code?: string }).code !== '25P02' || plan.fresh.size === 0) throw error
    await sql.begin((tx) => write(tx, plan, beside, undefined, [...plan.fresh.rows(), ...plan.doubtful]))
  }
}

/** What a commit writes beside its own frames. */
interface Beside {
  noted: readonly NotedDeviation[]
  activity: ReadonlyMap<number, DeviceActivity>
}

async function write(
  tx: Transaction,
  plan: ReceivePlan,
  { noted, activity, content }: Beside & { content: Promise<Buffer> | undefined },
  fresh: CopyRows | undefined,
  doubtful: readonly ReadingRow[],
): Promise<void> {
  if (fresh && fresh.size > 0)
    await copyIn(tx, `copy readings (${readingColumns}) from stdin (format binary)`, fresh.messages())
  for (const round of rounds(doubtful)) await merge(tx, round)
  await Promise.all([
    content && keepFrames(tx, plan, content),
    writeActivity(tx, activity),
    ...noteUnknownFactors(tx, plan),
    ...noteAnswers(tx, plan),
    writeDeviations(tx, [...plan.deviations, ...noted]),
    noteRefused(tx, plan.refused),
    ...announce(tx, plan),
  ])
}

/** Rows of one round have different keys; the second time a key comes is the second round. */
function rounds(rows: readonly ReadingRow[]): ReadingRow[][] {
  const times = new Map<string, number>()
  const found: ReadingRow[][] = []
  for (const row of rows) {
    const key = `${row.outletId} ${row.factorNo} ${row.kind} ${row.atMs}`
    const round = times.get(key) ?? 0
    times.set(key, round + 1)
    const rowsOfRound = found[round] ?? []
    found[round] = rowsOfRound
    rowsOfRound.push(row)
  }
  return found
}

const values = 'min, mean, max, total, std_min, std_mean, std_max, flag'
const prefixed = (prefix: string) =>
  values
    .split(', ')
    .map((name) => `${prefix}.${name}`)
    .join(', ')
/** As text: the client leaves dates to Drizzle. */
const instant = (packet: Packet | undefined) => (packet?.receivedAt ?? new Date(0)).toISOString()
/** Lists of instants and days too: `{a,b,NULL}`. Nothing in them needs quotes. */
const list = (texts: readonly (string | null)[]) => `{${texts.map((text) => text ?? 'NULL').join(',')}}`
const instants = (ms: readonly number[]) => list(ms.map((each) => new Date(each).toISOString()))

/** Adds what is new, leaves what is the same, and of what is different keeps both: the later for display, the earlier in reading_changes. */
const mergeSql = `
  with given as (
    select * from unnest($1::int[], $2::smallint[], $3::reading_kind[], $4::timestamptz[], $5::float8[], $6::float8[], $7::float8[],
      $8::float8[], $9::float8[], $10::float8[], $11::float8[], $12::text[], $13::timestamptz[])
      as g (outlet_id, factor_no, kind, at, ${values}, received_at)
  ), replaced as (
    insert into reading_changes (outlet_id, factor_no, kind, at, before, replaced_at)
    select r.outlet_id, r.factor_no, r.kind, r.at, to_jsonb(r) - '{outlet_id,factor_no,kind,at}'::text[], g.received_at
    from given g join readings r using (outlet_id, factor_no, kind, at)
    where (${prefixed('r')}) is distinct from (${prefixed('g').replace('g.flag', 'g.flag::char(1)')})
  )
  insert into readings (${readingColumns}) select ${readingColumns} from given
  on conflict (outlet_id, factor_no, kind, at) do update
    set (${values}, received_at) = (${prefixed('excluded')}, excluded.received_at)
    where (${prefixed('readings')}) is distinct from (${prefixed('excluded')})`

async function merge(tx: Transaction, rows: readonly ReadingRow[]): Promise<void> {
  const column = <K extends keyof ReadingRow>(name: K) => rows.map((row) => row[name])
  await tx.unsafe(
    mergeSql,
    [
      column('outletId'),
      column('factorNo'),
      column('kind'),
      instants(column('atMs')),
      column('min'),
      column('mean'),
      column('max'),
      column('total'),
      column('stdMin'),
      column('stdMean'),
      column('stdMax'),
      column('flag'),
      instants(column('receivedMs')),
    ] as never[],
    { prepare: true },
  )
}

async function keepFrames(tx: Transaction, { taken }: ReceivePlan, packed: Promise<Buffer>) {
  const content = await packed
  const deviceIds = [...new Set(taken.map(({ device }) => device.id))]
  const receivedAt = instant(taken[0]?.packet)
  await tx`insert into frame_batches (received_at, device_ids, frames, content)
    values (${receivedAt}, ${deviceIds}::int[], ${taken.length}, ${content})`
}

function noteUnknownFactors(tx: Transaction, plan: ReceivePlan): Promise<unknown>[] {
  if (plan.unknownFactors.length === 0) return []
  const now = instant(plan.taken.at(-1)?.packet)
  return [
    tx`
      insert into unknown_factors as u (device_id, code, count, sample, first_at, last_at)
      select device_id, code, count(*), min(sample), ${now}::timestamptz, ${now}::timestamptz from unnest(
        ${plan.unknownFactors.map(({ deviceId }) => deviceId)}::int[], ${plan.unknownFactors.map(({ code }) => code)}::text[],
        ${plan.unknownFactors.map(({ sample }) => sample)}::text[]) as g (device_id, code, sample)
      group by device_id, code order by device_id, code
      on conflict (device_id, code) do update
        set count = u.count + excluded.count, sample = excluded.sample, last_at = excluded.last_at`,
  ]
}

/** What devices answered to our requests. */
const noteAnswers = (tx: Transaction, { answers }: ReceivePlan) =>
  answers.map(({ deviceId, qn, cn, result }) =>
    cn === '9011'
      ? tx`update device_requests set accepted = ${result} where device_id = ${deviceId} and qn = ${qn}`
      : tx`update device_requests set executed = ${result} where device_id = ${deviceId} and qn = ${qn}`,
  )

/** Adds to what was counted of each device, day and kind. In one order, so that two writers never wait for each other in a circle. */
export async function writeDeviations(
  sql: Sql | Transaction,
  found: readonly (Omit<NotedDeviation, 'count'> & { count?: number })[],
): Promise<void> {
  if (found.length === 0) return
  await sql`
    insert into device_deviations as d (device_id, day, deviation, count)
    select device_id, day, deviation, sum(count) from unnest(
      ${found.map(({ deviceId }) => deviceId)}::int[], ${list(found.map(({ day }) => day))}::date[],
      ${found.map(({ deviation }) => deviation)}::text[], ${found.map(({ count }) => count ?? 1)}::int[]) as g (device_id, day, deviation, count)
    group by device_id, day, deviation order by device_id, day, deviation
    on conflict (device_id, day, deviation) do update set count = d.count + excluded.count`
}

function announce(tx: Transaction, { toJudge, toClose, taken, fresh, doubtful }: ReceivePlan): Promise<unknown>[] {
  const periods = [...toJudge.values()]
  if (periods.length === 0) return []
  const at = instant(taken.at(-1)?.packet)
  const after = {
    periods: periods.length,
    outlets: new Set(periods.map(({ outletId }) => outletId)).size,
    rows: fresh.size + doubtful.length,
  }
  const days = [...toClose.values()]
  return [
    ...(days.length === 0
      ? []
      : [
          tx`insert into days_to_close (outlet_id, day)
            select * from unnest(${days.map(({ outletId }) => outletId)}::int[], ${list(days.map(({ day }) => day))}::date[])`,
        ]),
    tx`insert into readings_to_judge (outlet_id, kind, at)
      select * from unnest(${periods.map(({ outletId }) => outletId)}::int[], ${periods.map(({ kind }) => kind)}::text[],
        ${instants(periods.map(({ atMs }) => atMs))}::timestamptz[])`,
    tx`insert into events (kind, subject, at, after) values ('readings.received', 'readings:gateway', ${at}, ${JSON.stringify(after)}::text::jsonb)`,
  ]
}
