import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { percentile } from '#domain/monitoring/rules/live/state.ts'
import { remembered } from '#platform/remember.ts'

/** Devices that are looked at: a sample is enough for a median. */
const mostDevices = 300

/** When the newest real-time values were measured, by the devices' clocks, and when they were here. */
const newestArrivals = remembered(async (db: Db) => {
  const rows = (await db.execute(sql`
    select v.at, v.received_at from device_activity a join devices d on d.id = a.device_id
    cross join lateral (
      select (value ->> 0)::float8 as at, (value ->> 4)::float8 as received_at from jsonb_each(a.newest_realtime)
      order by 1 desc limit 1
    ) v
    where d.state <> 'removed' and a.last_frame_at > (select max(last_frame_at) from device_activity) - interval '10 minutes'
    order by a.last_frame_at desc limit ${mostDevices}`)) as unknown as { at: number; received_at: number }[]
  return rows.map(({ at, received_at }) => ({ at: new Date(at), receivedAt: new Date(received_at) }))
}, 5000)

/**
 * From the stack to the screen: seconds from the measurement to the portal, and to the page that is being made now, of the newest
 * real-time value of each device heard in the last ten minutes. A clock that is ahead counts as no delay.
 */
export async function measureDelay(db: Db, now: Date) {
  const arrivals = await newestArrivals(db)
  const seconds = (from: Date, to: Date) => Math.max(0, (to.getTime() - from.getTime()) / 1000)
  const received = arrivals.map(({ at, receivedAt }) => seconds(at, receivedAt))
  const shown = arrivals.map(({ at }) => seconds(at, now))
  return {
    devices: arrivals.length,
    received: { p50: percentile(received, 0.5), p95: percentile(received, 0.95) },
    shown: { p50: percentile(shown, 0.5), p95: percentile(shown, 0.95) },
  }
}
