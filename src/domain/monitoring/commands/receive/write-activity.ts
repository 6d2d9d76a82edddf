import type postgres from 'postgres'
import type { Sql } from '#db/pool.ts'
import type { DeviceActivity } from '#domain/monitoring/commands/receive/activity.ts'
import type { ReadingKind } from '#domain/monitoring/commands/receive/copy-rows.ts'
import type { NewestKind } from '#domain/monitoring/commands/receive/newest.ts'

/** Adds to the rows of the devices. In one order, so that two writers never wait for each other in a circle. */
export async function writeActivity(
  sql: Sql | postgres.TransactionSql,
  activity: ReadonlyMap<number, DeviceActivity>,
): Promise<void> {
  if (activity.size === 0) return
  const all = [...activity.values()].sort((a, b) => a.deviceId - b.deviceId)
  const times = (kind: ReadingKind) => list(all.map(({ newest }) => instant(newest[kind])))
  const values = (kind: NewestKind) =>
    all.map(({ values: { [kind]: ofKind } }) => (ofKind ? JSON.stringify(ofKind) : null))
  await sql`
    insert into device_activity as a (device_id, frames, last_frame_at, last_realtime_at, last_minute_at, last_hour_at, last_day_at, clock_ahead_s,
      newest_realtime, newest_hour, newest_day)
    select g.* from unnest(${all.map(({ deviceId }) => deviceId)}::int[], ${all.map(({ frames }) => frames)}::bigint[],
      ${list(all.map(({ lastFrameAt }) => lastFrameAt.toISOString()))}::timestamptz[], ${times('realtime')}::timestamptz[],
      ${times('minute')}::timestamptz[], ${times('hour')}::timestamptz[], ${times('day')}::timestamptz[],
      ${all.map(({ clockAheadS }) => clockAheadS ?? null)}::int[], ${values('realtime')}::text[]::jsonb[], ${values('hour')}::text[]::jsonb[],
      ${values('day')}::text[]::jsonb[]) as g (device_id)
    on conflict (device_id) do update set
      frames = a.frames + excluded.frames,
      last_frame_at = greatest(a.last_frame_at, excluded.last_frame_at),
      last_realtime_at = greatest(a.last_realtime_at, excluded.last_realtime_at),
      last_minute_at = greatest(a.last_minute_at, excluded.last_minute_at),
      last_hour_at = greatest(a.last_hour_at, excluded.last_hour_at),
      last_day_at = greatest(a.last_day_at, excluded.last_day_at),
      clock_ahead_s = coalesce(excluded.clock_ahead_s, a.clock_ahead_s),
      newest_realtime = coalesce(excluded.newest_realtime, a.newest_realtime),
      newest_hour = coalesce(excluded.newest_hour, a.newest_hour),
      newest_day = coalesce(excluded.newest_day, a.newest_day)`
}

/** As text: the client leaves dates to Drizzle. Nothing in them needs quotes. */
const list = (texts: readonly (string | null)[]) => `{${texts.map((text) => text ?? 'NULL').join(',')}}`
const instant = (ms: number | undefined) =>
  ms === undefined || !Number.isFinite(ms) ? null : new Date(ms).toISOString()
