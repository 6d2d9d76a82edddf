import { asc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureRows as rows } from '#db/schema/disclosure.ts'
import { reportedYear } from '#domain/disclosure/rules/deadline.ts'
import type { Typed } from '#domain/disclosure/rules/form.ts'
import { type RegisterChanges, type RegisterRow, registerChanges } from '#domain/disclosure/rules/register.ts'

/**
 * What the register says for the disclosure of `year`: each outlet that was in service in the reported year x each factor
 * that has a limit or a permitted total there, or that the enterprise disclosed last time. The limit is the one that held
 * at the end of the reported year; where two averaging periods have one, the daily mean counts for water and the hourly for
 * air (rules.md 5). A permitted total of the whole enterprise stands at its factor's outlet when there is only one.
 * @param today in the city: the register is read as of this day
 */
export async function listRegisterRows(
  db: Db,
  enterpriseId: number,
  year: number,
  today: string,
): Promise<RegisterRow[]> {
  const from = `${reportedYear(year)}-01-01`
  const to = `${reportedYear(year)}-12-31`
  return (await db.execute<RegisterRow & Record<string, unknown>>(sql`
    with served as (
      select id, code, kind from outlets
      where enterprise_id = ${enterpriseId}
        and coalesce(in_service_from, '-infinity') <= ${today}::date and coalesce(in_service_to, 'infinity') > ${from}::date
    ),
    limits as (
      select distinct on (l.outlet_id, l.factor_code)
        l.outlet_id, l.factor_code, l.limit_min, l.limit_max, l.unit, l.averaging,
        case when l.source = 'permit' then '排污许可证' else concat_ws(' ', l.standard_code, '表 ' || l.table_no) end as basis
      from outlet_limits l join served o on o.id = l.outlet_id
      where l.valid_from <= ${today}::date and coalesce(l.valid_to, 'infinity') > ${from}::date
      order by l.outlet_id, l.factor_code,
        (l.valid_from <= ${to}::date and coalesce(l.valid_to, 'infinity') > ${to}::date) desc,
        case when o.kind = 'water_outlet' then l.averaging = 'day' else l.averaging = 'hour' end desc,
        l.averaging, l.valid_from desc
    ),
    permit as (
      select id from permits where enterprise_id = ${enterpriseId} and issued_on <= ${today}::date
      order by (issued_on <= ${to}::date and expires_on > ${to}::date) desc, issued_on desc limit 1
    ),
    permitted as (
      select t.outlet_id, t.factor_code, t.tonnes_per_year from permitted_totals t join permit p on p.id = t.permit_id
    ),
    disclosed as (
      select r.outlet_id, r.factor_code from disclosure_rows r join disclosures d on d.id = r.disclosure_id
      where d.enterprise_id = ${enterpriseId} and d.state = 'published'
        and d.year = (select max(year) from disclosures where enterprise_id = ${enterpriseId} and state = 'published' and year <= ${year})
    ),
    pairs as (
      select outlet_id, factor_code from limits
      union select outlet_id, factor_code from permitted where outlet_id is not null
      union select outlet_id, factor_code from disclosed
    )
    select o.id as "outletId", f.code as "factorCode", coalesce(l.unit, f.unit) as "concentrationUnit",
      l.limit_min::float8 as "limitMin", l.limit_max::float8 as "limitMax", l.averaging as "limitAveraging", l.basis as "limitBasis",
      coalesce(own.tonnes_per_year, case when count(*) over (partition by f.code) = 1 then whole.tonnes_per_year end)::float8
        as "permittedTonnes"
    from pairs
    join served o on o.id = pairs.outlet_id
    join factors f on f.code = pairs.factor_code
    left join limits l on l.outlet_id = o.id and l.factor_code = f.code
    left join permitted own on own.outlet_id = o.id and own.factor_code = f.code
    left join permitted whole on whole.outlet_id is null and whole.factor_code = f.code
    order by case o.kind when 'water_outlet' then 1 when 'stack' then 2 else 3 end, o.code, l.factor_code is null, f.code
  `)) as unknown as RegisterRow[]
}

/** What changed in the register since the draft's rows were prepared. */
export async function listRegisterChanges(
  db: Db,
  draft: { id: number; year: number },
  enterpriseId: number,
  today: string,
): Promise<RegisterChanges> {
  const drafted = await db
    .select({
      outletId: rows.outletId,
      factorCode: rows.factorCode,
      concentrationUnit: rows.concentrationUnit,
      limitMin: rows.limitMin,
      limitMax: rows.limitMax,
      limitAveraging: rows.limitAveraging,
      limitBasis: rows.limitBasis,
      permittedTonnes: rows.permittedTonnes,
      typed: sql<Typed>`${rows.typed}`,
    })
    .from(rows)
    .where(eq(rows.disclosureId, draft.id))
    .orderBy(asc(rows.position))
  return registerChanges(drafted, await listRegisterRows(db, enterpriseId, draft.year, today))
}
