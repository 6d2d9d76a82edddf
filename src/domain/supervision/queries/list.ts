import { and, count, desc, eq, gt, inArray, isNotNull, isNull, lt, ne, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { vendors } from '#db/schema/sanction.ts'
import { supervisionOrders as orders } from '#db/schema/supervision.ts'
import { violationCases } from '#db/schema/violation.ts'
import { vendorOf } from '#domain/monitoring/queries/operated.ts'
import { type OrderFilter, orderLimits } from '#domain/supervision/input.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** Whose orders a list shows: a firm's, those of devices that an operator's account answers for, or all. */
export interface OrderScope {
  enterpriseId?: number | undefined
  operatorOf?: Viewer | undefined
  outletId?: number | undefined
}

export const orderColumns = {
  id: orders.id,
  year: orders.year,
  no: orders.no,
  kind: orders.kind,
  state: orders.state,
  outletId: orders.outletId,
  outletCode: outlets.code,
  outletName: outlets.name,
  enterpriseId: orders.enterpriseId,
  creditCode: enterprises.creditCode,
  enterpriseName: enterprises.name,
  enterpriseNameEn: enterprises.nameEn,
  regionCode: orders.regionCode,
  operatorId: orders.operatorId,
  operatorName: vendors.name,
  firstAt: orders.firstAt,
  lastAt: orders.lastAt,
  issuedAt: orders.issuedAt,
  dueAt: orders.dueAt,
  firmAt: orders.firmAt,
  operatorAt: orders.operatorAt,
  countyAt: orders.countyAt,
  result: orders.result,
  escalatedAt: orders.escalatedAt,
  closedAt: orders.closedAt,
  continuesId: orders.continuesId,
  /** Only a case that is on the board is named. */
  caseId: violationCases.id,
}
export type OrderLine = Awaited<ReturnType<typeof readOnOrders>>['rows'][number]

/** One page of orders, the newest first, with the counts beside its filters; a filter's own choice does not narrow its counts. */
export async function listOrders(db: Db, filter: OrderFilter, page: number, scope: OrderScope, now: Date) {
  const where = and(scoped(db, scope), ...Object.values(conditions(filter, now)))
  const [rows, total, counts] = await Promise.all([
    select(db)
      .where(where)
      .orderBy(desc(orders.id))
      .limit(orderLimits.pageSize)
      .offset((page - 1) * orderLimits.pageSize),
    db.$count(orders, where),
    countFacets(db, filter, scope, now),
  ])
  return { rows, total, counts }
}

/** The newest orders of one firm or outlet, how many there are in all, and how many are not closed. */
export async function newestOrders(db: Db, scope: OrderScope, most: number) {
  const own = scoped(db, scope)
  const [rows, total, open] = await Promise.all([
    select(db).where(own).orderBy(desc(orders.id)).limit(most),
    db.$count(orders, own),
    db.$count(orders, and(own, ne(orders.state, 'closed'))),
  ])
  return { rows, total, open }
}

/** Orders in the order of their numbers downwards, from one on: for downloads and programs. */
export async function readOnOrders(db: Db, filter: OrderFilter, limit: number, before: number | undefined, now: Date) {
  const where = and(...Object.values(conditions(filter, now)))
  const rows = await select(db)
    .where(and(where, before === undefined ? undefined : lt(orders.id, before)))
    .orderBy(desc(orders.id))
    .limit(limit + 1)
  const shown = rows.slice(0, limit)
  return {
    rows: shown,
    total: await db.$count(orders, where),
    cursor: rows.length > limit ? String(shown.at(-1)?.id) : null,
  }
}

/** How many orders wait for a party's answer, and how many of them beyond their term: for its desk. */
export async function countWaiting(
  db: Db,
  party: 'firm' | 'operator' | 'county',
  scope: OrderScope & { regionCode?: string | undefined },
  now: Date,
) {
  const answered = { firm: orders.firmAt, operator: orders.operatorAt, county: orders.countyAt }[party]
  const [found] = await db
    .select({
      waiting: count(),
      late: sql<number>`(count(*) filter (where ${orders.dueAt} < ${now.toISOString()}::timestamptz))::int`,
    })
    .from(orders)
    .where(
      and(
        eq(orders.state, 'open'),
        isNull(answered),
        scoped(db, scope),
        scope.regionCode === undefined ? undefined : eq(orders.regionCode, scope.regionCode),
      ),
    )
  return found ?? { waiting: 0, late: 0 }
}

export const select = (db: Db) =>
  db
    .select(orderColumns)
    .from(orders)
    .innerJoin(outlets, eq(outlets.id, orders.outletId))
    .innerJoin(enterprises, eq(enterprises.id, orders.enterpriseId))
    .leftJoin(vendors, eq(vendors.id, orders.operatorId))
    .leftJoin(violationCases, and(eq(violationCases.id, orders.caseId), eq(violationCases.state, 'published')))

export const scoped = (db: Db, { enterpriseId, operatorOf, outletId }: OrderScope): SQL | undefined =>
  and(
    enterpriseId === undefined ? undefined : eq(orders.enterpriseId, enterpriseId),
    outletId === undefined ? undefined : eq(orders.outletId, outletId),
    operatorOf && inArray(orders.operatorId, vendorOf(db, operatorOf)),
  )

/** Somebody is or was late: unanswered beyond the term, or answered after it. */
const lateParty = (now: Date) => {
  const instant = sql`${now.toISOString()}::timestamptz`
  const of = (at: SQL) => sql`(coalesce(${at}, ${instant}) > ${orders.dueAt})`
  return sql`(${of(sql`${orders.firmAt}`)} or ${of(sql`${orders.countyAt}`)} or (${orders.operatorId} is not null and ${of(sql`${orders.operatorAt}`)}))`
}

const conditions = ({ kind, state, region, overdue }: OrderFilter, now: Date) => ({
  kind: kind && eq(orders.kind, kind),
  state: state && eq(orders.state, state),
  region: region === undefined ? undefined : eq(orders.regionCode, region),
  overdue: overdue && (overdue === 'yes' ? lateParty(now) : sql`not ${lateParty(now)}`),
})

async function countFacets(db: Db, filter: OrderFilter, scope: OrderScope, now: Date) {
  const facets = {
    kind: sql<string>`${orders.kind}::text`,
    state: sql<string>`${orders.state}::text`,
    region: sql<string>`${orders.regionCode}`,
    overdue: sql<string>`case when ${lateParty(now)} then 'yes' else 'no' end`,
  }
  const counted = await Promise.all(
    Object.entries(facets).map(async ([name, value]) => {
      const others = Object.entries(conditions(filter, now)).flatMap(([other, condition]) =>
        other === name ? [] : [condition],
      )
      const rows = await db
        .select({ value, count: count() })
        .from(orders)
        .where(and(scoped(db, scope), ...others))
        .groupBy(sql`1`)
      return [name, new Map(rows.map((row) => [row.value, row.count]))] as const
    }),
  )
  return Object.fromEntries(counted) as Record<keyof typeof facets, Map<string, number>>
}

/** What the page says first: how many orders of the last days there are, open, and late. */
export async function summariseOrders(db: Db, since: Date, now: Date) {
  const [found] = await db
    .select({
      all: count(),
      open: sql<number>`(count(*) filter (where ${orders.state} <> 'closed'))::int`,
      late: sql<number>`(count(*) filter (where ${lateParty(now)}))::int`,
      violations: sql<number>`(count(*) filter (where ${orders.result} in ('violation', 'falsified')))::int`,
    })
    .from(orders)
    .where(gt(orders.issuedAt, since))
  const answered = await db.$count(orders, and(gt(orders.issuedAt, since), isNotNull(orders.countyAt)))
  return { ...(found ?? { all: 0, open: 0, late: 0, violations: 0 }), answered }
}
