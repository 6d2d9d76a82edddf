import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
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
import { devices } from '#db/schema/device.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import {
  deviceCheckResult,
  deviceCheckTopic,
  deviceState,
  deviceStopKind,
  deviceStopState,
  installGroup,
  raisedKind,
} from '#db/schema/enums.ts'
import { factors } from '#db/schema/standard.ts'

/** Who wrote a row; null for what came with the demo city. */
const by = () => text().references(() => users.id)
const ofDevice = () =>
  integer()
    .notNull()
    .references(() => devices.id)
const ofOutlet = () =>
  integer()
    .notNull()
    .references(() => outlets.id)

/** 在线监控设施安装计划: an outlet that gets a device, and until when. Signed off with its device, one by one. */
export const devicePlans = pgTable(
  'device_plans',
  {
    outletId: integer()
      .primaryKey()
      .references(() => outlets.id),
    group: installGroup().notNull(),
    dueOn: date().notNull(),
    note: text(),
    plannedBy: by(),
    plannedAt: at().notNull(),
  },
  (t) => [check('device_plans_note', sql`length(${t.note}) between 1 and 500`)],
)

/** A document of the register, in the store under its SHA-256. */
export const deviceFiles = pgTable(
  'device_files',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    outletId: ofOutlet(),
    name: text().notNull(),
    mediaType: text().notNull(),
    sha256: text().notNull(),
    size: integer().notNull(),
    addedBy: by(),
    addedAt: at().notNull(),
  },
  (t) => [
    index('device_files_by_outlet').on(t.outletId),
    check('device_files_hash', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
)

/** A state that a device reached, on what day, by what paper and by whom. Each once; never changed (trigger, see migrations). */
export const deviceSteps = pgTable(
  'device_steps',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    deviceId: ofDevice(),
    step: deviceState().notNull(),
    reachedOn: date().notNull(),
    documentNo: text(),
    words: text(),
    fileId: integer().references(() => deviceFiles.id),
    by: by(),
    at: at().notNull(),
  },
  (t) => [
    unique('device_steps_once').on(t.deviceId, t.step),
    check('device_steps_acceptance', sql`${t.step} not in ('planned', 'stopped')`),
    check(
      'device_steps_papers',
      sql`length(${t.documentNo}) between 1 and 80 and length(${t.words}) between 1 and 2000`,
    ),
  ],
)

/** 故障: reported within hours, working again within working days (content/reference/online-rules.json), by hand meanwhile. */
export const deviceFaults = pgTable(
  'device_faults',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    deviceId: ofDevice(),
    outletId: ofOutlet(),
    beganAt: at().notNull(),
    cause: text().notNull(),
    reportDueAt: at().notNull(),
    reportedBy: by(),
    reportedAt: at().notNull(),
    /** The end of the last working day. */
    repairDueAt: at().notNull(),
    samplesPerDay: smallint().notNull(),
    repairedAt: at(),
    repair: text(),
    repairedBy: by(),
    repairReportedAt: at(),
  },
  (t) => [
    uniqueIndex('device_faults_one_open').on(t.deviceId).where(sql`${t.repairedAt} is null`),
    index('device_faults_by_outlet').on(t.outletId, t.beganAt),
    check('device_faults_ordered', sql`${t.beganAt} <= ${t.reportedAt} and ${t.beganAt} <= ${t.repairedAt}`),
    check('device_faults_words', sql`length(${t.cause}) between 1 and 2000 and length(${t.repair}) between 1 and 2000`),
    check('device_faults_repair', sql`(${t.repairedAt} is null) = (${t.repair} is null)`),
  ],
)

/** 停运、拆除 of a device, applied for before; what is consented to is taken out of what is due. */
export const deviceStops = pgTable(
  'device_stops',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    deviceId: ofDevice(),
    outletId: ofOutlet(),
    kind: deviceStopKind().notNull(),
    fromAt: at().notNull(),
    /** Null for a removal, which has no end. */
    toAt: at(),
    reason: text().notNull(),
    fileId: integer().references(() => deviceFiles.id),
    appliedBy: by(),
    appliedAt: at().notNull(),
    /** The last day of the answer. */
    answerDueOn: date().notNull(),
    state: deviceStopState().notNull().default('applied'),
    answer: text(),
    answeredBy: by(),
    answeredAt: at(),
    /** Before `toAt`, where it ended early. */
    endedAt: at(),
  },
  (t) => [
    index('device_stops_by_outlet').on(t.outletId, t.fromAt),
    index('device_stops_waiting').on(t.answerDueOn).where(sql`${t.state} = 'applied'`),
    check('device_stops_end', sql`(${t.kind} = 'removal') = (${t.toAt} is null)`),
    check('device_stops_ordered', sql`${t.fromAt} < ${t.toAt} and ${t.fromAt} <= ${t.endedAt}`),
    check('device_stops_answer', sql`(${t.state} = 'applied') = (${t.answeredAt} is null)`),
    check('device_stops_two_people', sql`${t.appliedBy} <> ${t.answeredBy} or ${t.state} = 'withdrawn'`),
    check('device_stops_words', sql`length(${t.reason}) between 1 and 2000 and length(${t.answer}) between 1 and 2000`),
  ],
)

/** 监督检查: what an officer found at a device. */
export const deviceChecks = pgTable(
  'device_checks',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    deviceId: ofDevice(),
    topics: deviceCheckTopic().array().notNull(),
    checkedOn: date().notNull(),
    result: deviceCheckResult().notNull(),
    findings: text().notNull(),
    rectifyBy: date(),
    rectifiedOn: date(),
    rectified: text(),
    fileId: integer().references(() => deviceFiles.id),
    by: by(),
    at: at().notNull(),
  },
  (t) => [
    index('device_checks_by_device').on(t.deviceId, t.checkedOn),
    check('device_checks_topics', sql`cardinality(${t.topics}) > 0`),
    check(
      'device_checks_words',
      sql`length(${t.findings}) between 1 and 2000 and length(${t.rectified}) between 1 and 2000`,
    ),
    check('device_checks_term', sql`${t.result} <> 'problems' or ${t.rectifyBy} is not null`),
    check('device_checks_rectified', sql`(${t.rectifiedOn} is null) = (${t.rectified} is null)`),
  ],
)

/** Annex 5, no. 12: a firm whose outlet has no device is monitored or inspected more often, each so many days. */
export const raisedSchedules = pgTable(
  'raised_schedules',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    kind: raisedKind().notNull(),
    everyDays: smallint().notNull(),
    fromOn: date().notNull(),
    /** Its last day, when a device took its place. */
    toOn: date(),
    by: by(),
    at: at().notNull(),
  },
  (t) => [
    uniqueIndex('raised_schedules_one_open').on(t.enterpriseId, t.kind).where(sql`${t.toOn} is null`),
    check('raised_schedules_every', sql`${t.everyDays} between 1 and 366`),
    check('raised_schedules_ordered', sql`${t.fromOn} <= ${t.toOn}`),
  ],
)

/** A visit by such a schedule and what it found; public. */
export const raisedVisits = pgTable(
  'raised_visits',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    scheduleId: integer()
      .notNull()
      .references(() => raisedSchedules.id),
    doneOn: date().notNull(),
    /** Of monitoring: whether a factor was over its limit. */
    hasExceeded: boolean(),
    findings: text().notNull(),
    reportNo: text(),
    by: by(),
    at: at().notNull(),
  },
  (t) => [
    unique('raised_visits_once').on(t.scheduleId, t.doneOn),
    check(
      'raised_visits_words',
      sql`length(${t.findings}) between 1 and 2000 and length(${t.reportNo}) between 1 and 80`,
    ),
  ],
)

/** 人工监测: a value measured by hand while the device was out of order or stopped. Public, with the limit of its day. */
export const manualValues = pgTable(
  'manual_values',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    outletId: ofOutlet(),
    faultId: integer().references(() => deviceFaults.id),
    factorCode: text()
      .notNull()
      .references(() => factors.code),
    sampledAt: at().notNull(),
    value: doublePrecision().notNull(),
    unit: text().notNull(),
    limitMin: doublePrecision(),
    limitMax: doublePrecision(),
    /** Who measured. */
    laboratory: text().notNull(),
    by: by(),
    at: at().notNull(),
  },
  (t) => [
    unique('manual_values_once').on(t.outletId, t.factorCode, t.sampledAt),
    index('manual_values_by_fault').on(t.faultId),
    check('manual_values_value', sql`${t.value} >= 0 and ${t.value} < 'Infinity'`),
    check('manual_values_laboratory', sql`length(${t.laboratory}) between 2 and 100`),
  ],
)
