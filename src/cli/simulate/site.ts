import type { Sql } from '#db/client.ts'

export interface SimulatedFactor {
  code: string
  legacyCode: string | null
  limitMin: number | null
  limitMax: number
}

/** A registered device, and what stands at its outlet. */
export interface SimulatedSite {
  deviceId: number
  mn: string
  password: string
  medium: 'water' | 'air'
  isContinuous: boolean
  factors: SimulatedFactor[]
}

/** The first registered devices whose outlets have limits. */
export async function readSites(sql: Sql, most: number, today: string): Promise<SimulatedSite[]> {
  const rows = await sql<(Omit<SimulatedSite, 'factors'> & SimulatedFactor)[]>`
    select d.id as "deviceId", d.mn, d.password, case o.kind when 'stack' then 'air' else 'water' end as medium,
      o.pattern = 'continuous' as "isContinuous", l.factor_code as code, f.legacy_code as "legacyCode",
      min(l.limit_min)::float8 as "limitMin", min(l.limit_max)::float8 as "limitMax"
    from (select * from devices where state <> 'removed' order by id limit ${most}) d
    join outlets o on o.id = d.outlet_id
    join outlet_limits l on l.outlet_id = o.id and l.valid_from <= ${today}::date and (l.valid_to is null or l.valid_to > ${today}::date)
    join factors f on f.code = l.factor_code and f.unit = l.unit
    group by d.id, d.mn, d.password, o.kind, o.pattern, l.factor_code, f.legacy_code
    order by d.id, l.factor_code`
  return [...Map.groupBy(rows, ({ deviceId }) => deviceId).values()].flatMap((ofSite) => {
    const [first] = ofSite
    if (!first) return []
    const { deviceId, mn, password, medium, isContinuous } = first
    const factors = ofSite.map(({ code, legacyCode, limitMin, limitMax }) => ({ code, legacyCode, limitMin, limitMax }))
    return [{ deviceId, mn, password, medium, isContinuous, factors }]
  })
}
