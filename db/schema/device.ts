import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { at, bytea } from '#db/schema/columns.ts'
import { outlets } from '#db/schema/enterprise.ts'
import { deviceState, readingKind } from '#db/schema/enums.ts'
import { factors } from '#db/schema/standard.ts'

/** 数采仪: the data logger at an outlet, known to the gateway by its MN. One outlet has at most one that is not removed. */
export const devices = pgTable(
  'devices',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** HJ 212's MN: opaque, 1 to 32 visible characters; matched exactly, then without regard to case. */
    mn: text().notNull(),
    outletId: integer()
      .notNull()
      .references(() => outlets.id),
    /** PW, which travels in clear; compared only where `checksPassword`. */
    password: text().notNull(),
    checksPassword: boolean().notNull().default(true),
    /** Whether frames with the bytes of their CRC swapped are taken from it (hj212, section 14). */
    allowsSwappedCrc: boolean().notNull().default(false),
    /** Frames that it may send a minute before the gateway makes it wait. */
    framesPerMinute: integer().notNull().default(600),
    state: deviceState().notNull().default('planned'),
    registeredOn: date().notNull(),
  },
  (t) => [
    uniqueIndex('devices_mn').on(t.mn),
    index('devices_mn_any_case').on(sql`lower(${t.mn})`),
    uniqueIndex('devices_one_at_an_outlet').on(t.outletId).where(sql`${t.state} <> 'removed'`),
    check('devices_mn_form', sql`${t.mn} ~ '^[!-:<>-~]{1,32}$'`),
    check('devices_password', sql`length(${t.password}) between 1 and 9`),
    check('devices_frames', sql`${t.framesPerMinute} between 1 and 60000`),
  ],
)

/** What a device sends in another unit than the field's own: its values are multiplied by `scale`. */
export const deviceChannels = pgTable(
  'device_channels',
  {
    deviceId: integer()
      .notNull()
      .references(() => devices.id),
    factorCode: text()
      .notNull()
      .references(() => factors.code),
    unit: text().notNull(),
    scale: doublePrecision().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.deviceId, t.factorCode] }),
    check('device_channels_scale', sql`${t.scale} > 0 and ${t.scale} < 'Infinity'`),
  ],
)

/** What the gateway knows of a device's traffic. Written with each commit that holds frames of it. */
export const deviceActivity = pgTable('device_activity', {
  deviceId: integer()
    .primaryKey()
    .references(() => devices.id),
  frames: bigint({ mode: 'number' }).notNull(),
  lastFrameAt: at().notNull(),
  /** The newest data time of each kind: what is later is new, what is not may be a repetition. */
  lastRealtimeAt: at(),
  lastMinuteAt: at(),
  lastHourAt: at(),
  lastDayAt: at(),
  /** By how many seconds its clock is ahead of ours, at the last real-time frame. */
  clockAheadS: integer(),
  /** The newest value of each factor, by its number, so that a page of now reads one row and no month of readings. */
  newestRealtime: jsonb().$type<NewestValues>(),
  newestHour: jsonb().$type<NewestValues>(),
  newestDay: jsonb().$type<NewestValues>(),
})

/** Milliseconds, mean, standardised mean, flag, received at in milliseconds. */
export type NewestValues = Record<string, [number, number | null, number | null, string | null, number]>

/** What the gateway asked of a device, and how it answered: hours and days that are missing, the right time. */
export const deviceRequests = pgTable(
  'device_requests',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    deviceId: integer()
      .notNull()
      .references(() => devices.id),
    kind: text().notNull(),
    /** Under which its answers come. */
    qn: text().notNull(),
    /** The first and the last period that is asked for, by their start. */
    periodFrom: at(),
    periodTo: at(),
    sentAt: at().notNull(),
    /** QnRtn of 9011: 1 ready. Null until it came. */
    accepted: smallint(),
    /** ExeRtn of 9012: 1 done, 100 no data. Null until it came. */
    executed: smallint(),
  },
  (t) => [
    index('device_requests_of_device').on(t.deviceId, t.sentAt),
    uniqueIndex('device_requests_qn').on(t.deviceId, t.qn),
    check('device_requests_kind', sql`${t.kind} in ('hour', 'day', 'clock')`),
    check(
      'device_requests_period',
      sql`(${t.kind} = 'clock') = (${t.periodFrom} is null) and ${t.periodFrom} <= ${t.periodTo}`,
    ),
  ],
)

/** How often a device departed from the protocol, by day and kind (src/gateway's table of deviations). */
export const deviceDeviations = pgTable(
  'device_deviations',
  {
    deviceId: integer()
      .notNull()
      .references(() => devices.id),
    day: date().notNull(),
    deviation: text().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.deviceId, t.day, t.deviation] })],
)

/** Codes that no factor of ours has: kept raw with their frames, and listed here for a person. */
export const unknownFactors = pgTable(
  'unknown_factors',
  {
    deviceId: integer()
      .notNull()
      .references(() => devices.id),
    code: text().notNull(),
    count: integer().notNull(),
    sample: text().notNull(),
    firstAt: at().notNull(),
    lastAt: at().notNull(),
  },
  (t) => [primaryKey({ columns: [t.deviceId, t.code] })],
)

/** MNs that nobody registered, or that came with a wrong password: refused, and listed for a person. */
export const unknownDevices = pgTable(
  'unknown_devices',
  {
    mn: text().primaryKey(),
    why: text().notNull(),
    frames: bigint({ mode: 'number' }).notNull(),
    firstAt: at().notNull(),
    lastAt: at().notNull(),
    /** Its newest frame as it came. */
    lastFrame: bytea().notNull(),
    /** How many of its frames stand in `unknown_frames`, and in how many bytes. */
    keptFrames: integer().notNull().default(0),
    keptBytes: integer().notNull().default(0),
  },
  (t) => [
    index('unknown_devices_newest').on(t.lastAt.desc()),
    check('unknown_devices_why', sql`${t.why} in ('unknown_device', 'wrong_password', 'removed_device')`),
    check('unknown_devices_bounded', sql`length(${t.mn}) <= 64 and octet_length(${t.lastFrame}) <= 16384`),
  ],
)

/** The last frames of such an MN as they came, compressed as `frame_batches.content` is, until its device is registered. */
export const unknownFrames = pgTable(
  'unknown_frames',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    mn: text().notNull(),
    /** When the first of them came. */
    receivedAt: at().notNull(),
    frames: integer().notNull(),
    content: bytea().notNull(),
  },
  (t) => [
    index('unknown_frames_of_device').on(sql`lower(${t.mn})`, t.id),
    index('unknown_frames_by_time').on(t.receivedAt),
  ],
)

/** Which hours and days of an outlet came in and wait for the worker to judge them. */
export const readingsToJudge = pgTable(
  'readings_to_judge',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    outletId: integer().notNull(),
    /** 'hour' or 'day'. */
    kind: text().notNull(),
    at: at().notNull(),
    attempts: smallint().notNull().default(0),
  },
  (t) => [check('readings_to_judge_kind', sql`${t.kind} in ('hour', 'day')`)],
)

/** What stood in a reading before the device sent other values for the same period. */
export const readingChanges = pgTable('reading_changes', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  outletId: integer().notNull(),
  factorNo: smallint().notNull(),
  kind: readingKind().notNull(),
  at: at().notNull(),
  before: jsonb().$type<Record<string, string | number | null>>().notNull(),
  replacedAt: at().notNull(),
})
