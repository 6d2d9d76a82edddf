import { and, asc, count, desc, eq, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import {
  contactSheetFiles as files,
  contactSheetHistory as history,
  contactSheets as sheets,
} from '#db/schema/joint.ts'
import { supervisoryResults } from '#db/schema/monitoring.ts'
import { supervisionOrders as orders } from '#db/schema/supervision.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { jointLimits, type SheetFilter } from '#domain/joint/input.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'

const columns = {
  id: sheets.id,
  year: sheets.year,
  no: sheets.no,
  regionCode: sheets.regionCode,
  fromLevel: sheets.fromLevel,
  fromDepartment: sheets.fromDepartment,
  toLevel: sheets.toLevel,
  toDepartment: sheets.toDepartment,
  creditCode: enterprises.creditCode,
  enterpriseName: enterprises.name,
  enterpriseNameEn: enterprises.nameEn,
  outletId: sheets.outletId,
  outletCode: outlets.code,
  work: sheets.work,
  state: sheets.state,
  sentAt: sheets.sentAt,
  acceptBy: sheets.acceptBy,
  answerBy: sheets.answerBy,
  acceptedAt: sheets.acceptedAt,
  answeredAt: sheets.answeredAt,
  closedAt: sheets.closedAt,
}
export type SheetLine = Awaited<ReturnType<typeof listSheets>>['rows'][number]

/** A county's desk sees its own sheets; the city and the auditor all. */
export const withinSheets = (viewer: Viewer): SQL | undefined =>
  viewer.role === 'county_officer' ? eq(sheets.regionCode, viewer.regionCode ?? '') : undefined

/** What waits for an officer: to be taken on or answered by the side that is asked, to be confirmed by the one that asked. */
export function waitsFor({ role, regionCode, department }: Account): SQL | undefined {
  if (department !== 'inspection' && department !== 'monitoring') return sql`false`
  const level = role === 'city_officer' ? ('city' as const) : ('county' as const)
  const own = level === 'county' ? eq(sheets.regionCode, regionCode ?? '') : undefined
  return and(
    own,
    or(
      and(eq(sheets.toLevel, level), eq(sheets.toDepartment, department), inArray(sheets.state, ['sent', 'accepted'])),
      and(eq(sheets.fromLevel, level), eq(sheets.fromDepartment, department), eq(sheets.state, 'answered')),
    ),
  )
}

export const selectSheets = (db: Db) =>
  db
    .select(columns)
    .from(sheets)
    .innerJoin(enterprises, eq(enterprises.id, sheets.enterpriseId))
    .leftJoin(outlets, eq(outlets.id, sheets.outletId))

/** One page of sheets, the newest first, with the counts beside the filters. */
export async function listSheets(db: Db, viewer: Viewer, filter: SheetFilter, page: number, now: Date) {
  const own = withinSheets(viewer)
  const conditions = {
    state: filter.state && eq(sheets.state, filter.state),
    work: filter.work && eq(sheets.work, filter.work),
    region: filter.region === undefined ? undefined : eq(sheets.regionCode, filter.region),
  }
  const where = and(own, ...Object.values(conditions))
  const facet = async (name: keyof typeof conditions, value: SQL) => {
    const others = Object.entries(conditions).flatMap(([other, condition]) => (other === name ? [] : [condition]))
    const rows = await db
      .select({ value: sql<string>`${value}`, count: count() })
      .from(sheets)
      .where(and(own, ...others))
      .groupBy(sql`1`)
    return new Map(rows.map((row) => [row.value, row.count]))
  }
  const late = or(
    and(eq(sheets.state, 'sent'), lt(sheets.acceptBy, now)),
    and(
      inArray(sheets.state, ['sent', 'accepted']),
      lt(sql`(${sheets.answerBy} + 1)::timestamp at time zone 'Asia/Shanghai'`, sql`${now.toISOString()}::timestamptz`),
    ),
  )
  const [rows, total, state, work, region, open, overdue] = await Promise.all([
    selectSheets(db)
      .where(where)
      .orderBy(desc(sheets.id))
      .limit(jointLimits.pageSize)
      .offset((page - 1) * jointLimits.pageSize),
    db.$count(sheets, where),
    facet('state', sql`${sheets.state}::text`),
    facet('work', sql`${sheets.work}::text`),
    facet('region', sql`${sheets.regionCode}`),
    db.$count(sheets, and(own, inArray(sheets.state, ['sent', 'accepted']))),
    db.$count(sheets, and(own, late)),
  ])
  return { rows, total, counts: { state, work, region }, open, overdue }
}

const sender = alias(users, 'sender')
const taker = alias(users, 'taker')
const answerer = alias(users, 'answerer')

/** One sheet, whole, with who signed each half, its files, and what it belongs to; undefined also for another county's. */
export async function getSheet(db: Db, viewer: Viewer, id: number) {
  const [sheet] = await db
    .select({
      ...columns,
      enterpriseId: sheets.enterpriseId,
      outletName: outlets.name,
      address: enterprises.address,
      request: sheets.request,
      results: sheets.results,
      reportNos: sheets.reportNos,
      orderId: sheets.orderId,
      orderYear: orders.year,
      orderNo: orders.no,
      caseId: sheets.caseId,
      caseTitle: cases.title,
      inspectionNo: sheets.inspectionNo,
      sentByName: sender.name,
      acceptedByName: taker.name,
      answeredByName: answerer.name,
    })
    .from(sheets)
    .innerJoin(enterprises, eq(enterprises.id, sheets.enterpriseId))
    .leftJoin(outlets, eq(outlets.id, sheets.outletId))
    .leftJoin(orders, eq(orders.id, sheets.orderId))
    .leftJoin(cases, eq(cases.id, sheets.caseId))
    .leftJoin(sender, eq(sender.id, sheets.sentBy))
    .leftJoin(taker, eq(taker.id, sheets.acceptedBy))
    .leftJoin(answerer, eq(answerer.id, sheets.answeredBy))
    .where(and(eq(sheets.id, id), withinSheets(viewer)))
  if (!sheet) return undefined
  const [steps, attached, measured] = await Promise.all([
    db
      .select({ step: history.step, words: history.words, at: history.at, name: users.name })
      .from(history)
      .leftJoin(users, eq(users.id, history.by))
      .where(eq(history.sheetId, id))
      .orderBy(asc(history.id)),
    db
      .select({ id: files.id, name: files.name, size: files.size })
      .from(files)
      .where(eq(files.sheetId, id))
      .orderBy(asc(files.id)),
    resultsOf(db, sheet.enterpriseId, sheet.reportNos),
  ])
  return { ...sheet, steps, files: attached, measured }
}
export type Sheet = NonNullable<Awaited<ReturnType<typeof getSheet>>>

/** The values that the desk of monitoring results holds under the numbers that the answer gives: whether both agree. */
const resultsOf = (db: Db, enterpriseId: number, reportNos: string[]) =>
  reportNos.length === 0
    ? Promise.resolve([])
    : db
        .select({
          reportNo: supervisoryResults.reportNo,
          outletCode: outlets.code,
          factorCode: supervisoryResults.factorCode,
          sampledOn: supervisoryResults.sampledOn,
          value: supervisoryResults.value,
          unit: supervisoryResults.unit,
          limitMin: supervisoryResults.limitMin,
          limitMax: supervisoryResults.limitMax,
        })
        .from(supervisoryResults)
        .innerJoin(outlets, eq(outlets.id, supervisoryResults.outletId))
        .where(
          and(
            eq(outlets.enterpriseId, enterpriseId),
            eq(supervisoryResults.isCurrent, true),
            inArray(supervisoryResults.reportNo, reportNos),
          ),
        )
        .orderBy(asc(supervisoryResults.reportNo), asc(supervisoryResults.factorCode))

/** A file of a sheet that the viewer may see. */
export async function getSheetFile(db: Db, viewer: Viewer, id: number, fileId: number) {
  const [file] = await db
    .select({ name: files.name, mediaType: files.mediaType, sha256: files.sha256 })
    .from(files)
    .innerJoin(sheets, eq(sheets.id, files.sheetId))
    .where(and(eq(files.id, fileId), eq(sheets.id, id), withinSheets(viewer)))
  return file
}

/** The sheets that belong to an order or a case, for its page. */
export const sheetsOf = (db: Db, of: { orderId: number } | { caseId: number }) =>
  db
    .select({
      id: sheets.id,
      year: sheets.year,
      no: sheets.no,
      state: sheets.state,
      work: sheets.work,
      reportNos: sheets.reportNos,
    })
    .from(sheets)
    .where('orderId' in of ? eq(sheets.orderId, of.orderId) : eq(sheets.caseId, of.caseId))
    .orderBy(asc(sheets.id))
