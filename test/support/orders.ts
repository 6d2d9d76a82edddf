import { connect } from '#db/client.ts'
import { judgeWaiting } from '#domain/supervision/commands/judge/judge-waiting.ts'
import { factorOf, packetOf, receiveAll, registerDevice } from '#test/support/readings.ts'
import { siteDatabase } from '#test/support/session.ts'

export interface SiteOrder {
  id: number
  outletId: number
  creditCode: string
  regionCode: string
}

/**
 * Lets a stack of a demo account's firm cross its limit of NOx on the site under test, for two hours that end one hour ago, and
 * judges it as the worker does. The device is run by the vendor of the demo operator's account.
 */
export async function crossTheLimit(username: string, mn: string): Promise<SiteOrder> {
  const sql = siteDatabase()
  const { inject } = await import('vitest')
  const app = connect(inject('postgresUrl').replace(/\/postgres$/, '/qy_site'), { max: 2 })
  try {
    const [place] = (await sql`
      select o.id as "outletId", e.credit_code as "creditCode", e.region_code as "regionCode", f.code, f.medium, f.unit, l.limit_max::float as "limitMax", l.unit as "limitUnit"
      from users u join memberships m on m.user_id = u.id join enterprises e on e.id = m.enterprise_id
      join outlets o on o.enterprise_id = e.id and o.kind <> 'water_outlet'
      join outlet_limits l on l.outlet_id = o.id and l.valid_to is null and l.limit_min is null and l.limit_max > 0
      join factors f on f.code = l.factor_code and f.unit = l.unit
      where u.username = ${username} and not exists (select from devices d where d.outlet_id = o.id) order by o.id, f.code limit 1`) as unknown as [
      SiteOrder & { code: string; limitMax: number },
    ]
    await registerDevice(sql, mn, place.outletId)
    await sql`insert into outlet_vendors (outlet_id, vendor_id, kind, from_on)
      select ${place.outletId}, v.id, 'operator', '2026-01-02' from vendors v join memberships m on m.organisation = v.name
      join users u on u.id = m.user_id where u.username = 'operator' on conflict do nothing`
    await sql`update outlet_vendors set to_on = '2026-01-03' where outlet_id = ${place.outletId} and kind = 'operator'
      and vendor_id not in (select v.id from vendors v join memberships m on m.organisation = v.name join users u on u.id = m.user_id where u.username = 'operator') and from_on <= '2026-01-03'`
    const hour = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000)
    await receiveAll(
      app,
      [3, 2].map((ago, i) =>
        packetOf(mn, '2061', new Date(hour.getTime() - ago * 3_600_000), [
          factorOf(place.code, { avg: place.limitMax, zsAvg: place.limitMax * (1.5 + i) }),
        ]),
      ),
    )
    await judgeWaiting(app.db, new Date())
    const [order] =
      (await sql`select id from supervision_orders where outlet_id = ${place.outletId} order by id desc limit 1`) as unknown as [
        { id: number },
      ]
    return { id: order.id, outletId: place.outletId, creditCode: place.creditCode, regionCode: place.regionCode }
  } finally {
    await Promise.all([sql.end(), app.close()])
  }
}
