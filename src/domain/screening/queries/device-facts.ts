import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { allRatedFactorsOn } from '#domain/monitoring/rules/online-rules.ts'
import type { FirmFacts } from '#domain/screening/rules/facts.ts'

type OnlineFacts = Pick<FirmFacts, 'devices' | 'rate' | 'exceedances' | 'onlineCauses'>
interface Of {
  enterpriseId: number
}

/** What the devices of some firms sent, how they stand, what was over its limit within a year, and what the firms said to it. */
export async function deviceFacts(
  db: Db,
  enterpriseIds: readonly number[],
  today: string,
): Promise<(enterpriseId: number) => OnlineFacts> {
  const ids = sql`any(${sql.param([...enterpriseIds])}::int[])`
  const rows = async <T>(query: ReturnType<typeof sql>) => (await db.execute(query)) as unknown as (T & Of)[]
  const devices = await rows<FirmFacts['devices'][number]>(sql`
    select o.enterprise_id as "enterpriseId", o.code as "outletCode", d.state::text as state,
      (select max(s.reached_on)::text from device_steps s where s.device_id = d.id and s.step = 'compared') as "comparedOn",
      array(select f.name_zh from (select distinct factor_no from reading_months m
        where m.outlet_id = o.id and m.month > ${today}::date - 62) m join factors f on f.no = m.factor_no order by f.code) as factors
    from devices d join outlets o on o.id = d.outlet_id
    where o.enterprise_id = ${ids} and d.state not in ('removed', 'planned') order by o.enterprise_id, o.code`)
  const rates = await rows<NonNullable<FirmFacts['rate']>>(sql`
    select distinct on (o.enterprise_id) o.enterprise_id as "enterpriseId", to_char(m.month, 'YYYY-MM') as month,
      sum(m.due)::int as due, sum(m.valid)::int as valid
    from reading_months m join outlets o on o.id = m.outlet_id
    where o.enterprise_id = ${ids} and m.month > ${today}::date - 93
      and m.factor_no in (select no from factors where code = any(${sql.param([...allRatedFactorsOn(today)])}::text[]))
    group by o.enterprise_id, m.month order by o.enterprise_id, m.month desc`)
  const exceedances = await rows<FirmFacts['exceedances'][number]>(sql`
    select o.enterprise_id as "enterpriseId", o.code as "outletCode", f.name_zh as factor, count(*)::int as count,
      to_char(max(x.at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "lastOn"
    from exceedances x join outlets o on o.id = x.outlet_id join factors f on f.no = x.factor_no
    where o.enterprise_id = ${ids} and x.is_judged and x.cleared_at is null and x.at > ${today}::date - 365
    group by o.enterprise_id, o.code, f.name_zh, f.code order by o.enterprise_id, o.code, f.code`)
  const causes = await rows<{ words: string }>(sql`
    select s.enterprise_id as "enterpriseId", a.words from supervision_orders s join supervision_answers a on a.order_id = s.id
    where s.enterprise_id = ${ids} and s.kind = 'exceedance' and a.party = 'firm' and s.issued_at > ${today}::date - 365
    order by s.enterprise_id, a.at desc`)
  const [devicesOf, exceedancesOf, causesOf] = [devices, exceedances, causes].map((list) =>
    Map.groupBy<number, Of>(list, ({ enterpriseId }) => enterpriseId),
  ) as unknown as [
    Map<number, FirmFacts['devices']>,
    Map<number, FirmFacts['exceedances']>,
    Map<number, { words: string }[]>,
  ]
  const rateOf = new Map(rates.map((rate) => [rate.enterpriseId, rate]))
  return (id) => ({
    devices: devicesOf.get(id) ?? [],
    rate: rateOf.get(id),
    exceedances: exceedancesOf.get(id) ?? [],
    onlineCauses: (causesOf.get(id) ?? []).map(({ words }) => words),
  })
}
