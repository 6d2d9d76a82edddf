import type postgres from 'postgres'
import { demoCast } from '#db/seed/cast.ts'
import { startMovedSite } from '#test/support/moved-site.ts'
import { registerDevice } from '#test/support/readings.ts'

export interface RatedPlace {
  id: number
  creditCode: string
  code: string
}

/**
 * A site on 13 November 2026 with devices since the first at the paper mill's outlet of water and at four other outlets of water:
 * the mill's sends all hours, the second flags what is over its limit, the third lost three days, the fourth never sent any.
 * The worker closes the days when it starts.
 */
export async function startRatesSite() {
  let places: RatedPlace[] = []
  const site = await startMovedSite('2026-11-13T09:00:00+08:00', {
    prepare: async (sql) => {
      places = await findPlaces(sql)
      for (const { id } of places) await registerDevice(sql, `RATED${id}`, id, 'accepted', '2026-11-01')
      await sql`select make_reading_parts('2026-11-01')`
      await sql`
        insert into readings (outlet_id, factor_no, kind, at, mean, total, flag, received_at)
        select p.id, f.no, 'hour', h, case when p.n = 1 and extract(hour from h) in (2, 3) then l.most * 1.4 else l.most * (0.5 + 0.1 * sin(extract(epoch from h) / 9000)) end,
          3, case when p.n = 1 and extract(hour from h) in (2, 3) then 'M' else 'N' end, h + interval '1 hour'
        from unnest(${places.slice(0, 3).map(({ id }) => id)}::int[]) with ordinality as q (id, place)
        cross join lateral (select q.id, q.place - 1 as n) p
        cross join generate_series('2026-11-01 00:00+08'::timestamptz, '2026-11-13 07:00+08', interval '1 hour') h
        join lateral (select l.factor_code, min(l.limit_max)::float8 as most from outlet_limits l where l.outlet_id = p.id
          and l.factor_code in ('w01018', 'w21003') group by 1) l on true
        join factors f on f.code = l.factor_code
        where not (p.n = 2 and h >= '2026-11-04+08' and h < '2026-11-07+08')`
      await sql`
        insert into device_activity (device_id, frames, last_frame_at, last_hour_at)
        select id, 300, '2026-11-13 08:59+08', '2026-11-13 07:00+08' from devices where outlet_id = any(${places.slice(0, 3).map(({ id }) => id)}::int[])`
    },
  })
  for (let tries = 0; tries < 240 && !(await isClosed(site.sql)); tries++)
    await new Promise((resolve) => setTimeout(resolve, 250))
  return { ...site, places }
}

/** Twelve days, and the signs after them: the event comes last. */
const isClosed = async (sql: postgres.Sql) => (await sql`select from events where kind = 'rates.closed'`).length > 0

async function findPlaces(sql: postgres.Sql): Promise<RatedPlace[]> {
  return sql<RatedPlace[]>`
    select o.id, e.credit_code as "creditCode", o.code from outlets o join enterprises e on e.id = o.enterprise_id
    where o.kind = 'water_outlet' and exists (select from outlet_limits l where l.outlet_id = o.id and l.factor_code = 'w01018' and l.valid_to is null)
    order by e.credit_code <> ${demoCast.paperMill}, e.sector_code <> (select sector_code from enterprises where credit_code = ${demoCast.paperMill}), o.id limit 4`
}
