import { and, asc, between, count, desc, eq, isNotNull, lte, ne, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureRows, disclosures } from '#db/schema/disclosure.ts'
import { enterprises, outlets, permits } from '#db/schema/enterprise.ts'
import { supervisoryResults } from '#db/schema/monitoring.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { problems } from '#db/schema/rectification.ts'
import { screeningRows } from '#db/schema/screening.ts'
import { supervisionOrders } from '#db/schema/supervision.ts'
import { violationCases } from '#db/schema/violation.ts'
import { filingStateSql } from '#domain/enterprise/queries/filter.ts'
import { judgeAgainstLimit } from '#domain/enterprise/rules/limit.ts'
import type { EvaluationLists } from '#domain/plan/rules/evaluation.ts'
import { orderNumber } from '#domain/supervision/rules/number.ts'

/** Of which sector and days a report speaks. */
export interface EvaluationScope {
  sectorCode: string
  batch: number
  /** The first day of the batch. */
  since: string
  asOf: string
}

/** Everything that a report rests on, from public records, as they stand now; each list in an order that is always the same. */
export async function assembleRows(db: Db, scope: EvaluationScope): Promise<EvaluationLists> {
  const [firms, disclosed, samples, orders, found, cases] = await Promise.all([
    listFirms(db, scope),
    listDisclosed(db, scope),
    listSamples(db, scope),
    listOrders(db, scope),
    listProblems(db, scope),
    listCases(db, scope),
  ])
  return { firms, disclosed, samples, orders, problems: found, cases }
}

const isOfSector = ({ sectorCode }: EvaluationScope) =>
  and(eq(enterprises.sectorCode, sectorCode), ne(enterprises.operatingState, 'closed'))
const dayOf = (column: typeof obligations.publishedAt) =>
  sql<string | null>`(${column} at time zone 'Asia/Shanghai')::date::text`

const listFirms = (db: Db, scope: EvaluationScope) => {
  const ofFirm = eq(permits.enterpriseId, enterprises.id)
  const newest = db
    .select({ enterpriseId: permits.enterpriseId, no: permits.permitNo, expiresOn: permits.expiresOn })
    .from(permits)
    .where(and(ofFirm, lte(permits.issuedOn, scope.asOf)))
    .orderBy(desc(permits.expiresOn))
    .limit(1)
    .as('newest')
  return db
    .select({
      creditCode: enterprises.creditCode,
      name: enterprises.name,
      regionCode: enterprises.regionCode,
      controlLevel: enterprises.controlLevel,
      operatingState: enterprises.operatingState,
      outlets: sql<number>`(${db.select({ n: count() }).from(outlets).where(eq(outlets.enterpriseId, enterprises.id))})::int`,
      permitNo: newest.no,
      permitExpiresOn: newest.expiresOn,
      disclosure: filingStateSql(scope.asOf),
      disclosedOn: dayOf(obligations.publishedAt),
      screenedOn: screeningRows.screenedOn,
    })
    .from(enterprises)
    .leftJoinLateral(newest, sql`true`)
    .leftJoin(
      obligations,
      and(eq(obligations.enterpriseId, enterprises.id), eq(obligations.year, Number(scope.asOf.slice(0, 4)))),
    )
    .leftJoin(screeningRows, and(eq(screeningRows.enterpriseId, enterprises.id), eq(screeningRows.batch, scope.batch)))
    .where(isOfSector(scope))
    .orderBy(asc(enterprises.creditCode))
}

const listDisclosed = (db: Db, scope: EvaluationScope) =>
  db
    .select({
      creditCode: enterprises.creditCode,
      name: enterprises.name,
      outlet: outlets.code,
      factorCode: disclosureRows.factorCode,
      unit: disclosureRows.concentrationUnit,
      max: disclosureRows.concentrationMax,
      limitMin: disclosureRows.limitMin,
      limitMax: sql<number>`${disclosureRows.limitMax}`.mapWith(Number),
      judged: disclosureRows.judgedCount,
      exceeded: disclosureRows.exceedanceCount,
    })
    .from(disclosures)
    .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
    .innerJoin(disclosureRows, eq(disclosureRows.disclosureId, disclosures.id))
    .innerJoin(outlets, eq(outlets.id, disclosureRows.outletId))
    .where(
      and(
        isOfSector(scope),
        eq(disclosures.state, 'published'),
        eq(disclosures.year, Number(scope.asOf.slice(0, 4))),
        isNotNull(disclosureRows.limitMax),
      ),
    )
    .orderBy(asc(enterprises.creditCode), asc(outlets.code), asc(disclosureRows.factorCode))

async function listSamples(db: Db, scope: EvaluationScope): Promise<EvaluationLists['samples']> {
  const rows = await db
    .select({
      creditCode: enterprises.creditCode,
      name: enterprises.name,
      outlet: outlets.code,
      factorCode: supervisoryResults.factorCode,
      sampledOn: supervisoryResults.sampledOn,
      value: supervisoryResults.value,
      unit: supervisoryResults.unit,
      limitMin: supervisoryResults.limitMin,
      limitMax: supervisoryResults.limitMax,
      reportNo: supervisoryResults.reportNo,
    })
    .from(supervisoryResults)
    .innerJoin(outlets, eq(outlets.id, supervisoryResults.outletId))
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(
      and(
        isOfSector(scope),
        eq(supervisoryResults.isCurrent, true),
        between(supervisoryResults.sampledOn, scope.since, scope.asOf),
      ),
    )
    .orderBy(
      asc(supervisoryResults.sampledOn),
      asc(enterprises.creditCode),
      asc(outlets.code),
      asc(supervisoryResults.factorCode),
      asc(supervisoryResults.id),
    )
  return rows.map((row) => ({ ...row, isOver: isOver(row) }))
}

function isOver({
  value,
  limitMin,
  limitMax,
}: {
  value: number | null
  limitMin: number | null
  limitMax: number | null
}) {
  if (value === null) return limitMax === null ? null : false
  const judged = judgeAgainstLimit({ value, limitMin, limitMax })
  return judged && judged.standing === 'over'
}

async function listOrders(db: Db, scope: EvaluationScope): Promise<EvaluationLists['orders']> {
  const issuedOn = sql<string>`(${supervisionOrders.issuedAt} at time zone 'Asia/Shanghai')::date::text`
  const rows = await db
    .select({
      year: supervisionOrders.year,
      no: supervisionOrders.no,
      creditCode: enterprises.creditCode,
      name: enterprises.name,
      outlet: outlets.code,
      kind: supervisionOrders.kind,
      issuedOn,
      state: supervisionOrders.state,
      result: supervisionOrders.result,
    })
    .from(supervisionOrders)
    .innerJoin(enterprises, eq(enterprises.id, supervisionOrders.enterpriseId))
    .innerJoin(outlets, eq(outlets.id, supervisionOrders.outletId))
    .where(and(isOfSector(scope), between(issuedOn, scope.since, scope.asOf)))
    .orderBy(asc(supervisionOrders.year), asc(supervisionOrders.no))
  return rows.map(({ year, no, ...row }) => ({ no: orderNumber('zh', { year, no }), ...row }))
}

const listProblems = (db: Db, scope: EvaluationScope) =>
  db
    .select({
      no: problems.no,
      creditCode: enterprises.creditCode,
      name: enterprises.name,
      regionCode: problems.regionCode,
      kind: problems.kind,
      source: problems.source,
      foundOn: problems.foundOn,
      deadline: problems.deadline,
      planState: problems.planState,
      state: problems.state,
      closedOn: problems.closedOn,
    })
    .from(problems)
    .innerJoin(enterprises, eq(enterprises.id, problems.enterpriseId))
    .where(
      and(
        eq(problems.sectorCode, scope.sectorCode),
        eq(problems.batch, scope.batch),
        lte(problems.foundOn, scope.asOf),
      ),
    )
    .orderBy(asc(problems.no))

const listCases = (db: Db, { sectorCode, since, asOf }: EvaluationScope) =>
  db
    .select({
      no: violationCases.id,
      regionCode: violationCases.regionCode,
      category: violationCases.category,
      decidedOn: sql<string>`${violationCases.decidedOn}::text`,
      fineFen: violationCases.fineFen,
      measures: violationCases.measureKinds,
    })
    .from(violationCases)
    .where(
      and(
        eq(violationCases.sectorCode, sectorCode),
        eq(violationCases.state, 'published'),
        between(violationCases.decidedOn, since, asOf),
      ),
    )
    .orderBy(asc(violationCases.id))
