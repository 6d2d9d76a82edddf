import { and, asc, count, desc, eq, gte, inArray, lt, lte, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import {
  draws,
  inspectionFindings as findings,
  lawOfficers,
  inspections as list,
  inspectionOfficers as officers,
} from '#db/schema/inspection.ts'
import { type InspectionFilter, inspectionLimits } from '#domain/inspection/input.ts'

/** Finished ones are public; what is planned is the office's, so that nobody is warned. */
export interface InspectionScope {
  isPublic: boolean
  enterpriseId?: number | undefined
  /** Of a desk: those of its county, and those of its own officers elsewhere. */
  desk?: { regionCode: string; userId: string } | undefined
}

export const inspectionColumns = {
  id: list.id,
  no: list.no,
  kind: list.kind,
  state: list.state,
  enterpriseId: list.enterpriseId,
  creditCode: enterprises.creditCode,
  enterpriseName: enterprises.name,
  enterpriseNameEn: enterprises.nameEn,
  regionCode: list.regionCode,
  drawId: list.drawId,
  drawNo: draws.no,
  problemId: list.problemId,
  campaignId: list.campaignId,
  plannedOn: list.plannedOn,
  dueOn: list.dueOn,
  startedAt: list.startedAt,
  endedAt: list.endedAt,
  finishedAt: list.finishedAt,
  result: list.result,
  words: list.words,
}
export const select = (db: Db) =>
  db
    .select(inspectionColumns)
    .from(list)
    .innerJoin(enterprises, eq(enterprises.id, list.enterpriseId))
    .leftJoin(draws, eq(draws.id, list.drawId))
type Row = Awaited<ReturnType<typeof select>>[number]
export type InspectionLine = Row & {
  findings: { kind: (typeof findings.kind.enumValues)[number]; words: string }[]
  certificates: string[]
}

/** One page of inspections, the newest first, with the counts beside its filters. */
export async function listInspections(db: Db, filter: InspectionFilter, page: number, scope: InspectionScope) {
  const where = and(scoped(db, scope), ...Object.values(conditions(filter)))
  const order = scope.isPublic ? [desc(list.finishedAt), desc(list.id)] : [desc(list.id)]
  const [rows, total, counts] = await Promise.all([
    select(db)
      .where(where)
      .orderBy(...order)
      .limit(inspectionLimits.pageSize)
      .offset((page - 1) * inspectionLimits.pageSize),
    db.$count(list, where),
    countFacets(db, filter, scope),
  ])
  return { rows: await withParts(db, rows), total, counts }
}

/** Finished inspections by their ids downwards, for downloads and programs. */
export async function readOnInspections(db: Db, filter: InspectionFilter, limit: number, before: number | undefined) {
  const where = and(scoped(db, { isPublic: true }), ...Object.values(conditions(filter)))
  const rows = await select(db)
    .where(and(where, before === undefined ? undefined : lt(list.id, before)))
    .orderBy(desc(list.id))
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  return {
    rows: await withParts(db, shown),
    total: await db.$count(list, where),
    cursor: rows.length > limit ? String(shown.at(-1)?.id) : null,
  }
}

/** The finished inspections of a firm, the newest first. */
export async function inspectionsOfFirm(db: Db, enterpriseId: number, most: number) {
  const where = scoped(db, { isPublic: true, enterpriseId })
  const [rows, total] = await Promise.all([
    select(db).where(where).orderBy(desc(list.finishedAt), desc(list.id)).limit(most),
    db.$count(list, where),
  ])
  return { rows: await withParts(db, rows), total }
}

export async function withParts(db: Db, rows: Row[]): Promise<InspectionLine[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const [found, signed] = await Promise.all([
    db
      .select({ inspectionId: findings.inspectionId, kind: findings.kind, words: findings.words })
      .from(findings)
      .where(inArray(findings.inspectionId, ids))
      .orderBy(asc(findings.position)),
    db
      .select({ inspectionId: officers.inspectionId, certificateNo: lawOfficers.certificateNo })
      .from(officers)
      .innerJoin(lawOfficers, eq(lawOfficers.id, officers.officerId))
      .where(inArray(officers.inspectionId, ids))
      .orderBy(asc(officers.id)),
  ])
  const findingsOf = Map.groupBy(found, ({ inspectionId }) => inspectionId)
  const officersOf = Map.groupBy(signed, ({ inspectionId }) => inspectionId)
  return rows.map((row) => ({
    ...row,
    findings: (findingsOf.get(row.id) ?? []).map(({ kind, words }) => ({ kind, words })),
    certificates: (officersOf.get(row.id) ?? []).map(({ certificateNo }) => certificateNo),
  }))
}

export const scoped = (db: Db, { isPublic, enterpriseId, desk }: InspectionScope): SQL | undefined =>
  and(
    isPublic ? eq(list.state, 'finished') : undefined,
    enterpriseId === undefined ? undefined : eq(list.enterpriseId, enterpriseId),
    desk &&
      sql`(${list.regionCode} = ${desk.regionCode} or ${list.id} in ${db
        .select({ id: officers.inspectionId })
        .from(officers)
        .innerJoin(lawOfficers, eq(lawOfficers.id, officers.officerId))
        .where(eq(lawOfficers.userId, desk.userId))})`,
  )

const conditions = ({ kind, result, state, region, year }: InspectionFilter) => ({
  kind: kind && eq(list.kind, kind),
  result: result && eq(list.result, result),
  state: state && eq(list.state, state),
  region: region === undefined ? undefined : eq(list.regionCode, region),
  year: year === undefined ? undefined : eq(list.year, year),
})

async function countFacets(db: Db, filter: InspectionFilter, scope: InspectionScope) {
  const facets = {
    kind: sql<string>`${list.kind}::text`,
    result: sql<string>`${list.result}::text`,
    state: sql<string>`${list.state}::text`,
    region: sql<string>`${list.regionCode}`,
    year: sql<string>`${list.year}::text`,
  }
  const counted = await Promise.all(
    Object.entries(facets).map(async ([name, value]) => {
      const others = Object.entries(conditions(filter)).flatMap(([other, condition]) =>
        other === name ? [] : [condition],
      )
      const rows = await db
        .select({ value, count: count() })
        .from(list)
        .where(and(scoped(db, scope), ...others))
        .groupBy(sql`1`)
      return [name, new Map(rows.map((row) => [row.value, row.count]))] as const
    }),
  )
  return Object.fromEntries(counted) as Record<keyof typeof facets, Map<string, number>>
}

/** What the counties did in a period: inspections by kind, and how many of their firms in operation were inspected at least once. */
export async function coverageOf(db: Db, { from, before }: { from: Date; before: Date }) {
  const inPeriod = and(eq(list.state, 'finished'), gte(list.finishedAt, from), lt(list.finishedAt, before))
  const [done, firms] = await Promise.all([
    db
      .select({
        regionCode: list.regionCode,
        inspections: count(),
        firms: sql<number>`(count(distinct ${list.enterpriseId}) filter (where ${enterprises.operatingState} = 'operating'))::int`,
        surprise: sql<number>`(count(*) filter (where ${list.kind} in ('surprise', 'night')))::int`,
        drawn: sql<number>`(count(*) filter (where ${list.drawId} is not null))::int`,
        problems: sql<number>`(count(*) filter (where ${list.result} = 'problems'))::int`,
      })
      .from(list)
      .innerJoin(enterprises, eq(enterprises.id, list.enterpriseId))
      .where(inPeriod)
      .groupBy(list.regionCode),
    db
      .select({ regionCode: enterprises.regionCode, firms: count() })
      .from(enterprises)
      .where(eq(enterprises.operatingState, 'operating'))
      .groupBy(enterprises.regionCode)
      .orderBy(asc(enterprises.regionCode)),
  ])
  const of = new Map(done.map((row) => [row.regionCode, row]))
  return firms.map(({ regionCode, firms: operating }) => {
    const row = of.get(regionCode)
    return {
      regionCode,
      operating,
      inspected: row?.firms ?? 0,
      inspections: row?.inspections ?? 0,
      surprise: row?.surprise ?? 0,
      drawn: row?.drawn ?? 0,
      problems: row?.problems ?? 0,
    }
  })
}
export type CountyCoverage = Awaited<ReturnType<typeof coverageOf>>[number]

/** Those whose last day is past and that are not done: for the office. */
export const countLate = (db: Db, today: string, scope: InspectionScope) =>
  db.$count(list, and(scoped(db, scope), inArray(list.state, ['planned', 'under_way']), lte(list.dueOn, today)))
