import { connect } from '#db/client.ts'
import { addDays } from '#db/seed/days.ts'

/**
 * Monitoring devices of the demo city: one at each outlet that has figures of on-line monitoring, with a number and a password that
 * follow from the outlet, so that they are the same on every machine. Nothing where there is a device already.
 */
export async function loadDemoDevices(url: string, today: string): Promise<void> {
  const { sql, close } = connect(url, { as: 'owner', max: 1, name: 'qingyuan-seed' })
  try {
    await sql`
      insert into devices (mn, outlet_id, password, state, registered_on)
      select e.region_code || 'QY' || lpad(o.id::text, 12, '0') || case o.kind when 'stack' then 'A001' else 'W001' end, o.id,
        lpad((o.id::bigint * 48271 % 1000000)::text, 6, '0'), 'accepted', ${addDays(today, -400)}::date
      from outlets o join enterprises e on e.id = o.enterprise_id
      where o.kind in ('stack', 'water_outlet') and o.in_service_to is null
        and exists (select from online_summaries s where s.outlet_id = o.id)
        and not exists (select from devices)
      order by o.id`
  } finally {
    await close()
  }
}
