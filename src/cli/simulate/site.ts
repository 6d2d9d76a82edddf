import type { Sql } from '#db/client.ts'

/**
 * What is odd about a plant or its device. `exceeding` is over its limits about one hour in twelve; `cheating` too, and marks these
 * hours as maintenance; `crossing` goes over its limit in the hours around the start; `frozen` shows one value a day; `silent` sends
 * no more; `forgetful` leaves out hours until it is asked for them; `late` has a clock that is behind until it is set.
 */
export type Habit = 'usual' | 'crossing' | 'exceeding' | 'cheating' | 'frozen' | 'silent' | 'forgetful' | 'late'

export interface SimulatedFactor {
  no: number
  code: string
  legacyCode: string | null
  unit: string
  limitMin: number | null
  /** Of flow, which has no limit: as much as the plant ever lets out. */
  limitMax: number
  isFlow: boolean
}

/** A registered device, and what stands at its outlet. */
export interface SimulatedSite {
  deviceId: number
  outletId: number
  mn: string
  password: string
  medium: 'water' | 'air'
  isContinuous: boolean
  factors: SimulatedFactor[]
  /** What is odd about it; without, that follows from its place in the list. */
  habit?: Habit
  /** From when on a plant that crosses its limit does so. */
  badFromMs?: number
}

const flows = { water: { code: 'w00000', most: 60 }, air: { code: 'a00000', most: 40 } }

/** The first registered devices whose outlets have limits. */
export async function readSites(sql: Sql, most: number, today: string): Promise<SimulatedSite[]> {
  const rows = await sql<(Omit<SimulatedSite, 'factors'> & SimulatedFactor)[]>`
    with given as (
      select d.id, d.mn, d.password, d.outlet_id, case o.kind when 'stack' then 'air' else 'water' end as medium, o.pattern
      from devices d join outlets o on o.id = d.outlet_id
      where d.state <> 'removed' and exists (
        select from outlet_limits l join factors f on f.code = l.factor_code and f.unit = l.unit
        where l.outlet_id = o.id and l.valid_from <= ${today}::date and (l.valid_to is null or l.valid_to > ${today}::date))
      order by d.id limit ${most}
    ), wanted as (
      select g.id, l.factor_code as code, min(l.limit_min)::float8 as low, min(l.limit_max)::float8 as high, false as is_flow
      from given g join outlet_limits l on l.outlet_id = g.outlet_id and l.valid_from <= ${today}::date
        and (l.valid_to is null or l.valid_to > ${today}::date)
      join factors f on f.code = l.factor_code and f.unit = l.unit
      group by g.id, l.factor_code
      union all
      select id, case medium when 'air' then ${flows.air.code} else ${flows.water.code} end, null,
        case medium when 'air' then ${flows.air.most}::float8 else ${flows.water.most}::float8 end, true from given
    )
    select g.id as "deviceId", g.outlet_id as "outletId", g.mn, g.password, g.medium, g.pattern = 'continuous' as "isContinuous",
      f.no, f.code, f.legacy_code as "legacyCode", f.unit, w.low as "limitMin", w.high as "limitMax", w.is_flow as "isFlow"
    from given g join wanted w on w.id = g.id join factors f on f.code = w.code
    order by g.id, w.is_flow, f.code`
  return [...Map.groupBy(rows, ({ deviceId }) => deviceId).values()].flatMap((ofSite) => {
    const [first] = ofSite
    if (!first) return []
    const { deviceId, outletId, mn, password, medium, isContinuous } = first
    const factors = ofSite.map(({ no, code, legacyCode, unit, limitMin, limitMax, isFlow }) => ({
      no,
      code,
      legacyCode,
      unit,
      limitMin,
      limitMax,
      isFlow,
    }))
    return [{ deviceId, outletId, mn, password, medium, isContinuous, factors }]
  })
}
