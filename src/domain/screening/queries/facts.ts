import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { deviceFacts } from '#domain/screening/queries/device-facts.ts'
import type { FirmFacts } from '#domain/screening/rules/facts.ts'

/** What the records hold of some firms, as annex 1 asks for it: ten queries, however many firms. */
export async function listFacts(
  db: Db,
  enterpriseIds: readonly number[],
  today: string,
): Promise<Map<number, FirmFacts>> {
  const ids = sql`any(${sql.param([...enterpriseIds])}::int[])`
  const rows = async <T>(query: ReturnType<typeof sql>) => (await db.execute(query)) as unknown as (T & Of)[]
  const firms = await rows<{ creditCode: string }>(
    sql`select id as "enterpriseId", credit_code as "creditCode" from enterprises where id = ${ids}`,
  )
  const permits = await rows<NonNullable<FirmFacts['permit']> & { id: number }>(sql`
    select distinct on (enterprise_id) enterprise_id as "enterpriseId", id, permit_no as no, authority,
      issued_on::text as "issuedOn", expires_on::text as "expiresOn"
    from permits where enterprise_id = ${ids} and issued_on <= ${today}::date order by enterprise_id, issued_on desc`)
  const totals = await rows<FirmFacts['totals'][number]>(sql`
    select p.enterprise_id as "enterpriseId", f.name_zh as factor, t.tonnes_per_year::float8 as tonnes
    from permits p join permitted_totals t on t.permit_id = p.id and t.outlet_id is null join factors f on f.code = t.factor_code
    where p.id = any(${sql.param(permits.map(({ id }) => id))}::int[]) order by f.medium, f.code`)
  const facilities = await rows<FirmFacts['facilities'][number]>(sql`
    select enterprise_id as "enterpriseId", code, name, process from treatment_facilities where enterprise_id = ${ids} order by code desc`)
  const disclosures = await rows<NonNullable<FirmFacts['disclosure']>>(sql`
    select distinct on (enterprise_id) enterprise_id as "enterpriseId", id, year from disclosures
    where enterprise_id = ${ids} and state = 'published' order by enterprise_id, year desc`)
  const disclosureIds = sql`any(${sql.param(disclosures.map(({ id }) => id))}::int[])`
  const figures = await rows<FirmFacts['figures'][number]>(sql`
    select d.enterprise_id as "enterpriseId", o.code as "outletCode", f.name_zh as factor, r.concentration_min::float8 as min,
      r.concentration_max::float8 as max, r.concentration_unit as unit, r.limit_max::float8 as "limit",
      case when r.exceedance_count > 0 then r.exceedance_reason end as reason
    from disclosures d join disclosure_rows r on r.disclosure_id = d.id join outlets o on o.id = r.outlet_id
      join factors f on f.code = r.factor_code
    where d.id = ${disclosureIds} and r.concentration_state = 'measured' order by d.enterprise_id, r.position`)
  const checks = await rows<{ exist: string | null; problems: string[] }>(sql`
    select d.enterprise_id as "enterpriseId",
      max(i.answers ->> 'problemsExist') filter (where i.group_name = 'conclusion') as exist,
      coalesce(array_agg(i.answers ->> 'problem' order by i.position) filter (where i.group_name = 'problemsFound' and i.answers ? 'problem'), '{}') as problems
    from disclosures d join disclosure_items i on i.disclosure_id = d.id
    where d.id = ${disclosureIds} and i.group_name in ('conclusion', 'problemsFound') group by 1`)
  const samples = await rows<FirmFacts['samples'][number]>(sql`
    select o.enterprise_id as "enterpriseId", o.code as "outletCode", f.name_zh as factor, s.sampled_on::text as "sampledOn",
      s.report_no as "reportNo", s.value::float8 as value, s.limit_min::float8 as "limitMin", s.limit_max::float8 as "limitMax"
    from supervisory_results s join outlets o on o.id = s.outlet_id join factors f on f.code = s.factor_code
    where o.enterprise_id = ${ids} and s.is_current and s.sampled_on > ${today}::date - 365 and s.sampled_on <= ${today}::date
    order by o.enterprise_id, s.sampled_on desc, o.code, f.code`)
  const cases = await rows<FirmFacts['cases'][number]>(sql`
    select enterprise_id as "enterpriseId", id, decision_no as "decisionNo", decided_on::text as "decidedOn",
      measure_kinds::text[] as measures, fine_fen::float8 as "fineFen"
    from violation_cases where enterprise_id = ${ids} and state = 'published' and decided_on > ${today}::date - 730
    order by enterprise_id, decided_on desc, id desc`)
  const problems = await rows<FirmFacts['problems'][number]>(sql`
    select enterprise_id as "enterpriseId", no, kind::text as kind, words, state <> 'closed' as "isOpen"
    from problems where enterprise_id = ${ids} order by enterprise_id, found_on desc, id desc`)
  const online = await deviceFacts(db, enterpriseIds, today)

  const [permitOf, disclosureOf, checkOf] = [byFirm(permits), byFirm(disclosures), byFirm(checks)]
  const [totalsOf, facilitiesOf, figuresOf, samplesOf, casesOf, problemsOf] = [
    totals,
    facilities,
    figures,
    samples,
    cases,
    problems,
  ].map((list) => Map.groupBy<number, Of>(list, ({ enterpriseId }) => enterpriseId)) as unknown as [
    Map<number, FirmFacts['totals']>,
    Map<number, FirmFacts['facilities']>,
    Map<number, FirmFacts['figures']>,
    Map<number, FirmFacts['samples']>,
    Map<number, FirmFacts['cases']>,
    Map<number, FirmFacts['problems']>,
  ]
  return new Map(
    firms.map(({ enterpriseId: id, creditCode }) => {
      const check = checkOf.get(id)
      return [
        id,
        {
          creditCode,
          permit: permitOf.get(id),
          totals: totalsOf.get(id) ?? [],
          facilities: facilitiesOf.get(id) ?? [],
          disclosure: disclosureOf.get(id),
          figures: figuresOf.get(id) ?? [],
          selfCheck: check?.exist == null ? undefined : { problems: check.problems },
          samples: samplesOf.get(id) ?? [],
          ...online(id),
          cases: casesOf.get(id) ?? [],
          problems: problemsOf.get(id) ?? [],
        },
      ]
    }),
  )
}

interface Of {
  enterpriseId: number
}

const byFirm = <T extends Of>(list: readonly T[]): Map<number, T> => new Map(list.map((row) => [row.enterpriseId, row]))
