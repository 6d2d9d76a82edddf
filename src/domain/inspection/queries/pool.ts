import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { officerConflicts as apart, lawOfficers } from '#db/schema/inspection.ts'
import { supervisoryResults } from '#db/schema/monitoring.ts'
import { judgeAgainstLimit } from '#domain/enterprise/rules/limit.ts'
import { algorithm, type Pools } from '#domain/inspection/rules/draw/draw.ts'
import { byId } from '#domain/inspection/rules/draw/sample.ts'
import { inspectionTermsOn } from '#domain/inspection/rules/terms.ts'
import { type RiskFacts, weightOf } from '#domain/inspection/rules/weights.ts'

/** What a draw is about: the whole city or a county, all sectors or one. */
interface PoolScope {
  regionCode: string | null
  sectorCode: string | null
  isCross: boolean
}

/** Firms in operation with their weights, officers in service, and who stays apart, as they stand on a day. */
export async function poolsOn(
  db: Db,
  { regionCode, sectorCode, isCross }: PoolScope,
  today: string,
): Promise<Pick<Pools, 'algorithm' | 'rules' | 'isCross' | 'firms' | 'inspectors' | 'apart'>> {
  const terms = inspectionTermsOn(today)
  const firms = (await riskFacts(db, { regionCode, sectorCode }, today)).map(
    ({ creditCode, name, region, ...facts }) => ({
      ...{ id: creditCode, name, region },
      ...weightOf(facts, terms),
    }),
  )
  const inspectors = await officersOn(db, isCross ? null : regionCode, today)
  const ids = new Set(inspectors.map(({ id }) => id))
  const inPool = new Set(firms.map(({ id }) => id))
  const pairs = (await conflictsOn(db, today)).filter(([firm, officer]) => inPool.has(firm) && ids.has(officer))
  return {
    ...{ algorithm, rules: terms.version, isCross, apart: pairs },
    firms: firms.sort(byId),
    inspectors: inspectors.sort(byId),
  }
}

/** Officers in service: all, or those of a county and of the city. */
async function officersOn(db: Db, regionCode: string | null, today: string) {
  const rows = await db
    .select({ id: lawOfficers.certificateNo, region: lawOfficers.regionCode, post: lawOfficers.post })
    .from(lawOfficers)
    .where(
      and(
        inService(today),
        regionCode === null ? undefined : inArray(lawOfficers.regionCode, [regionCode, `${regionCode.slice(0, 4)}00`]),
      ),
    )
  return rows.map((row) => ({ ...row, weight: 1 }))
}

export const inService = (today: string) =>
  and(lte(lawOfficers.fromOn, today), or(isNull(lawOfficers.untilOn), gt(lawOfficers.untilOn, today)))

/** Credit code and certificate of those who stay apart on a day. */
async function conflictsOn(db: Db, today: string): Promise<[string, string][]> {
  const rows = await db
    .select({ firm: enterprises.creditCode, officer: lawOfficers.certificateNo })
    .from(apart)
    .innerJoin(enterprises, eq(enterprises.id, apart.enterpriseId))
    .innerJoin(lawOfficers, eq(lawOfficers.id, apart.officerId))
    .where(conflictStands(today))
    .orderBy(asc(enterprises.creditCode), asc(lawOfficers.certificateNo))
  return rows.map(({ firm, officer }) => [firm, officer])
}

export const conflictStands = (today: string) =>
  and(lte(apart.fromOn, today), or(isNull(apart.untilOn), gt(apart.untilOn, today)))

type FirmFacts = RiskFacts & { creditCode: string; name: string; region: string }

/** What the rules weigh, of each firm in operation. Published facts alone; of reports the number on the firm's page, no term (decision 024). */
async function riskFacts(
  db: Db,
  { regionCode, sectorCode }: Pick<PoolScope, 'regionCode' | 'sectorCode'>,
  today: string,
): Promise<FirmFacts[]> {
  const { weights } = inspectionTermsOn(today)
  const since = (months: number) => sql`(${today}::date - ${`${months} months`}::interval)`
  const [rows, over] = await Promise.all([
    db.execute(sql`
      select e.id, e.credit_code as "creditCode", e.name, e.region_code as region, e.control_level as "controlLevel",
        (select count(*) from exceedances x join outlets o on o.id = x.outlet_id where o.enterprise_id = e.id and x.is_judged
          and x.cleared_at is null and x.at >= ${since(weights.perExceedance.months)})::int as exceedances,
        (select count(*) from violation_cases c where c.enterprise_id = e.id and c.state = 'published'
          and c.decided_on >= ${since(weights.perCase.months)})::int as cases,
        (select count(*) from reports r where r.enterprise_id = e.id and r.state = 'concluded' and r.outcome in ('true', 'partly_true'))::int
          as reports,
        (select count(*) from reading_month_signs s join outlets o on o.id = s.outlet_id where o.enterprise_id = e.id
          and s.month >= ${since(weights.onlineSigns.months)})::int as "onlineSigns",
        exists (select from device_plans p join outlets o on o.id = p.outlet_id where o.enterprise_id = e.id and p.due_on < ${today}
          and not exists (select from devices d where d.outlet_id = o.id and d.state <> 'removed')) as "isDeviceMissing",
        exists (select from inspections i where i.enterprise_id = e.id and i.state = 'finished'
          and i.finished_at >= ${since(weights.notInspected.months)}) as "isInspected"
      from enterprises e where e.operating_state = 'operating'
        and (${regionCode}::text is null or e.region_code = ${regionCode})
        and (${sectorCode}::text is null or e.sector_code = ${sectorCode})`) as unknown as Promise<
      (Omit<FirmFacts, 'samplesOver'> & { id: number })[]
    >,
    samplesOver(db, since(weights.perSampleOver.months)),
  ])
  return rows.map(({ id, ...facts }) => ({ ...facts, samplesOver: over.get(id) ?? 0 }))
}

async function samplesOver(db: Db, since: ReturnType<typeof sql>): Promise<Map<number, number>> {
  const { outletId, value, limitMin, limitMax, isCurrent, sampledOn } = supervisoryResults
  const rows = await db
    .select({
      enterpriseId: sql<number>`(select enterprise_id from outlets o where o.id = ${outletId})`,
      value,
      limitMin,
      limitMax,
    })
    .from(supervisoryResults)
    .where(and(eq(isCurrent, true), sql`${sampledOn} >= ${since}`, sql`${value} is not null`))
  const over = new Map<number, number>()
  for (const row of rows)
    if (judgeAgainstLimit({ ...row, value: row.value as number })?.standing === 'over')
      over.set(row.enterpriseId, (over.get(row.enterpriseId) ?? 0) + 1)
  return over
}
