import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at } from '#db/schema/columns.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import {
  deviceFinding,
  readingKind,
  supervisionCause,
  supervisionKind,
  supervisionParty,
  supervisionResult,
  supervisionState,
  supervisionStep,
} from '#db/schema/enums.ts'
import { regions } from '#db/schema/region.ts'
import { vendors } from '#db/schema/sanction.ts'
import { violationCases } from '#db/schema/violation.ts'

const ofOutlet = () =>
  integer()
    .notNull()
    .references(() => outlets.id)
const joined = () => integer().references((): AnyPgColumn => supervisionOrders.id)

/** 督办单: opened by an exceedance or an anomaly of an outlet's data; consecutive ones join it. Answered within its term. */
export const supervisionOrders = pgTable(
  'supervision_orders',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** With its number: 督办〔2026〕12 号. */
    year: smallint().notNull(),
    no: integer().notNull(),
    kind: supervisionKind().notNull(),
    outletId: ofOutlet(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    /** Who ran the outlet's device on the day it was issued; null where nobody does, and then nobody answers for it. */
    operatorId: integer().references(() => vendors.id),
    /** The starts of its first and of its last period. */
    firstAt: at().notNull(),
    lastAt: at().notNull(),
    issuedAt: at().notNull(),
    dueAt: at().notNull(),
    /** When each party first answered. */
    firmAt: at(),
    operatorAt: at(),
    countyAt: at(),
    result: supervisionResult(),
    caseId: integer().references(() => violationCases.id),
    escalatedAt: at(),
    closedAt: at(),
    state: supervisionState().notNull().default('open'),
    /** The order before it, where the same went on after that one's term. */
    continuesId: joined(),
  },
  (t) => [
    unique('supervision_orders_no').on(t.year, t.no),
    index('supervision_orders_by_outlet').on(t.outletId, t.kind, t.lastAt),
    index('supervision_orders_by_enterprise').on(t.enterpriseId, t.id),
    index('supervision_orders_by_region').on(t.regionCode, t.id),
    index('supervision_orders_by_operator').on(t.operatorId, t.id).where(sql`${t.operatorId} is not null`),
    index('supervision_orders_escalated')
      .on(t.escalatedAt)
      .where(sql`${t.escalatedAt} is not null and ${t.state} <> 'closed'`),
    index('supervision_orders_due').on(t.dueAt).where(sql`${t.state} = 'open'`),
    check('supervision_orders_ordered', sql`${t.firstAt} <= ${t.lastAt} and ${t.issuedAt} < ${t.dueAt}`),
    check('supervision_orders_operator', sql`${t.operatorAt} is null or ${t.operatorId} is not null`),
    check('supervision_orders_result', sql`(${t.result} is null) = (${t.countyAt} is null)`),
    check('supervision_orders_closed', sql`(${t.state} = 'closed') = (${t.closedAt} is not null)`),
    check(
      'supervision_orders_answered',
      sql`(${t.state} = 'open') = (${t.firmAt} is null or ${t.countyAt} is null or (${t.operatorId} is not null and ${t.operatorAt} is null)) or ${t.state} = 'closed'`,
    ),
  ],
)

/**
 * 超标: a mean over the limit of its outlet on its day; of the kind by which its medium is judged. `isJudged` false: a flag or a mark
 * took it out, `why` says which. Follows from the readings alone, whatever the order in which they came.
 */
export const exceedances = pgTable(
  'exceedances',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    outletId: ofOutlet(),
    factorNo: smallint().notNull(),
    /** `hour` of gas, `day` of water. */
    kind: readingKind().notNull(),
    at: at().notNull(),
    /** In the unit of the factor, as its limits are. */
    value: doublePrecision().notNull(),
    limitMin: doublePrecision(),
    limitMax: doublePrecision().notNull(),
    /** (value - limit) / limit; null where there is none (pH). */
    multiple: doublePrecision(),
    isJudged: boolean().notNull(),
    /** `flag_M`, `mark_maintenance` ...; null of what is judged. */
    why: text(),
    /** Whether the mean of the day was made here of its hours, since the device sent none. */
    isComputed: boolean().notNull().default(false),
    foundAt: at().notNull(),
    /** When the device sent another value, or a mark came, by which it is none any more. Only what stands in an order is kept so. */
    clearedAt: at(),
    orderId: joined(),
  },
  (t) => [
    unique('exceedances_once').on(t.outletId, t.factorNo, t.kind, t.at),
    index('exceedances_by_time').on(t.at),
    index('exceedances_by_order').on(t.orderId).where(sql`${t.orderId} is not null`),
    check('exceedances_kind', sql`${t.kind} in ('hour', 'day')`),
    check('exceedances_why', sql`(${t.why} is null) = ${t.isJudged}`),
  ],
)

/** 数据异常: off line since a moment, or an hour that is one of many zeros, of many equal ones, or out of range. */
export const anomalies = pgTable(
  'anomalies',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    outletId: ofOutlet(),
    kind: supervisionKind().notNull(),
    /** Null for the whole device. */
    factorNo: smallint(),
    at: at().notNull(),
    /** When an absence ended; null while it lasts, and for hours. */
    untilAt: at(),
    value: doublePrecision(),
    foundAt: at().notNull(),
    clearedAt: at(),
    orderId: joined(),
  },
  (t) => [
    uniqueIndex('anomalies_once').on(t.outletId, t.kind, t.at, sql`coalesce(${t.factorNo}, 0)`),
    index('anomalies_by_order').on(t.orderId).where(sql`${t.orderId} is not null`),
    index('anomalies_lasting').on(t.outletId).where(sql`${t.kind} = 'offline' and ${t.untilAt} is null`),
    check('anomalies_kind', sql`${t.kind} <> 'exceedance' and (${t.factorNo} is null) = (${t.kind} = 'offline')`),
  ],
)

/** What a party answered. Never changed (trigger, see migrations): what is missing is added as a supplement. */
export const supervisionAnswers = pgTable(
  'supervision_answers',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    orderId: integer()
      .notNull()
      .references(() => supervisionOrders.id),
    party: supervisionParty().notNull(),
    isSupplement: boolean().notNull(),
    isLate: boolean().notNull(),
    cause: supervisionCause(),
    finding: deviceFinding(),
    result: supervisionResult(),
    words: text().notNull(),
    measures: text(),
    by: text()
      .notNull()
      .references(() => users.id),
    at: at().notNull(),
  },
  (t) => [
    uniqueIndex('supervision_answers_first').on(t.orderId, t.party).where(sql`not ${t.isSupplement}`),
    index('supervision_answers_by_order').on(t.orderId, t.at),
    check(
      'supervision_answers_words',
      sql`length(${t.words}) between 1 and 4000 and length(${t.measures}) between 1 and 4000`,
    ),
    check(
      'supervision_answers_parts',
      sql`(${t.cause} is null or ${t.party} = 'firm') and (${t.finding} is null or ${t.party} = 'operator') and (${t.result} is null or ${t.party} = 'county')`,
    ),
    check(
      'supervision_answers_whole',
      sql`${t.isSupplement} or ${t.cause} is not null or ${t.finding} is not null or ${t.result} is not null`,
    ),
  ],
)

/** A file of an answer, in the store under its SHA-256; for the office and the party, not for the public. */
export const supervisionFiles = pgTable(
  'supervision_files',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    answerId: integer()
      .notNull()
      .references(() => supervisionAnswers.id),
    name: text().notNull(),
    mediaType: text().notNull(),
    sha256: text().notNull(),
    size: integer().notNull(),
  },
  (t) => [
    index('supervision_files_by_answer').on(t.answerId),
    check('supervision_files_hash', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
)

/** What happened to an order, in its order. Only ever added to. */
export const supervisionHistory = pgTable(
  'supervision_history',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    orderId: integer()
      .notNull()
      .references(() => supervisionOrders.id),
    step: supervisionStep().notNull(),
    party: supervisionParty(),
    words: text(),
    by: text().references(() => users.id),
    at: at().notNull(),
  },
  (t) => [
    uniqueIndex('supervision_history_overdue_once').on(t.orderId, t.party).where(sql`${t.step} = 'overdue'`),
    index('supervision_history_by_order').on(t.orderId, t.at),
    check('supervision_history_words', sql`length(${t.words}) between 1 and 4000`),
  ],
)
