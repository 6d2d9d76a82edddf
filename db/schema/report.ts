import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgSequence,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at, bytea } from '#db/schema/columns.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import {
  evidenceMedium,
  mediaLeadSource,
  mediaLeadState,
  reportChannel,
  reportFileState,
  reportKind,
  reportOutcome,
  reportRefusalGround,
  reportSide,
  reportState,
  reportStep,
} from '#db/schema/enums.ts'
import { regions } from '#db/schema/region.ts'
import { violationCases } from '#db/schema/violation.ts'

/** Outcomes are numbered as they are made: the number says nothing of when the report came. */
export const reportOutcomeNo = pgSequence('report_outcome_no')

/**
 * 举报. What a reporter wrote, and where the pin stands, is in `content`, sealed with the report's own key (report_keys); in clear
 * stands only what handling and counting need, so that a copy of this table names nobody and describes nothing. Instants that the
 * reporter made are kept to the hour.
 */
export const reports = pgTable(
  'reports',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** The part of the receipt that finds the report: 8 characters (domain/report/rules/receipt.ts). */
    handle: text().notNull(),
    /** Argon2id of the receipt's secret, as a PHC string with its salt. */
    receiptHash: text().notNull(),
    channel: reportChannel().notNull(),
    kind: reportKind().notNull(),
    /** Sealed ReportContent (domain/report/rules/content.ts). */
    content: bytea().notNull(),
    /** Whether somebody's name and telephone lie in the identity schema. */
    isNamed: boolean().notNull(),
    /** The association's account that sent it; null for everybody else. */
    submittedBy: text().references(() => users.id),
    /** 公开署名: the association wants to be named with the outcome. */
    wantsCredit: boolean().notNull().default(false),
    /** Who handles it; null while it is the city's, or nobody's here (`referred`). */
    regionCode: text().references(() => regions.code),
    enterpriseId: integer().references(() => enterprises.id),
    /** Cell of the coarse grid of the public map (domain/report/rules/place.ts); null where the place is only described. */
    cellX: smallint(),
    cellY: smallint(),
    receivedAt: at().notNull(),
    state: reportState().notNull().default('received'),
    acceptDueOn: date().notNull(),
    acceptedOn: date(),
    handleDueOn: date(),
    /** 延长办理: days added, once, with the reason in its step. */
    extendedDays: smallint().notNull().default(0),
    refusalGround: reportRefusalGround(),
    /** The report in which its fact is handled. */
    joinedToId: integer().references((): AnyPgColumn => reports.id),
    outcome: reportOutcome(),
    concludedOn: date(),
    /** Its number in public, from the first conclusion on. */
    outcomeNo: integer(),
    /** What the public reads of it. Written by the office for the public, without anything of the reporter. */
    publicOutcome: text(),
    publicOutcomeEn: text(),
    /** How often the reporter objected, and until when the outcome must have been looked at again. */
    objections: smallint().notNull().default(0),
    recheckDueOn: date(),
    caseId: integer().references(() => violationCases.id),
    /** Raised with each step: two officers never overwrite each other. */
    revision: integer().notNull().default(0),
  },
  (t) => [
    unique('reports_handle').on(t.handle),
    unique('reports_outcome_no').on(t.outcomeNo),
    index('reports_by_desk').on(t.state, t.regionCode, t.receivedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('reports_by_cell').on(t.cellX, t.cellY, t.receivedAt).where(sql`${t.cellX} is not null`),
    index('reports_by_enterprise').on(t.enterpriseId).where(sql`${t.enterpriseId} is not null`),
    index('reports_by_sender').on(t.submittedBy, t.id).where(sql`${t.submittedBy} is not null`),
    index('reports_by_conclusion').on(t.concludedOn).where(sql`${t.concludedOn} is not null`),
    index('reports_recheck').on(t.recheckDueOn).where(sql`${t.recheckDueOn} is not null`),
    index('reports_by_case').on(t.caseId).where(sql`${t.caseId} is not null`),
    index('reports_joined').on(t.joinedToId).where(sql`${t.joinedToId} is not null`),
    check('reports_handle_form', sql`${t.handle} ~ '^[0-9A-HJKMNP-TV-Z]{8}$'`),
    check('reports_receipt_hash', sql`${t.receiptHash} like '$argon2id$%'`),
    check('reports_hour', sql`${t.receivedAt} = date_trunc('hour', ${t.receivedAt})`),
    check('reports_cell_whole', sql`(${t.cellX} is null) = (${t.cellY} is null)`),
    check('reports_refused', sql`(${t.state} = 'refused') = (${t.refusalGround} is not null)`),
    check(
      'reports_joined_to',
      sql`(${t.state} = 'joined') = (${t.joinedToId} is not null) and ${t.joinedToId} <> ${t.id}`,
    ),
    check(
      'reports_concluded',
      sql`${t.state} <> 'concluded' or (${t.outcome} is not null and ${t.concludedOn} is not null and ${t.publicOutcome} is not null and ${t.outcomeNo} is not null)`,
    ),
    check('reports_accepted', sql`(${t.acceptedOn} is null) = (${t.handleDueOn} is null)`),
    check('reports_extended', sql`${t.extendedDays} between 0 and 30`),
    check('reports_texts', sql`length(${t.publicOutcome}) <= 2000 and length(${t.publicOutcomeEn}) <= 2000`),
  ],
)

/**
 * The keys of each report, wrapped: `content` by the installation's secret, `identity` by the public identity key. To destroy the
 * row is to destroy everything that was sealed with it, in old copies of the database and of the files too; copies of this table
 * are therefore kept apart and shortly (docs/decisions).
 */
export const reportKeys = pgTable('report_keys', {
  reportId: integer()
    .primaryKey()
    .references(() => reports.id, { onDelete: 'cascade' }),
  content: bytea().notNull(),
  /** Null once the term of the originals is over: nobody opens them, or the identity, again. */
  identity: bytea(),
})

/** What happened with a report, in its order. `words` are for the reporter, `note` (sealed) for the office alone. */
export const reportHistory = pgTable(
  'report_history',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    reportId: integer()
      .notNull()
      .references(() => reports.id, { onDelete: 'cascade' }),
    step: reportStep().notNull(),
    at: at().notNull(),
    /** Null for the reporter and the system. */
    byUserId: text().references(() => users.id),
    /** Sealed text for the reporter and the office. */
    words: bytea(),
    /** Sealed text for the office. */
    note: bytea(),
  },
  (t) => [index('report_history_by_report').on(t.reportId, t.id)],
)

/** 补充沟通: words between the handler and the reporter, sealed. */
export const reportMessages = pgTable(
  'report_messages',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    reportId: integer()
      .notNull()
      .references(() => reports.id, { onDelete: 'cascade' }),
    side: reportSide().notNull(),
    content: bytea().notNull(),
    at: at().notNull(),
    byUserId: text().references(() => users.id),
    /** When the other side saw it, to the hour. */
    readAt: at(),
  },
  (t) => [
    index('report_messages_by_report').on(t.reportId, t.id),
    index('report_messages_unread').on(t.reportId).where(sql`${t.side} = 'reporter' and ${t.readAt} is null`),
    check('report_messages_by', sql`(${t.side} = 'office') = (${t.byUserId} is not null)`),
  ],
)

/**
 * Evidence. Of each file up to two sealed copies lie in the store: the original under the identity key, for the core group alone,
 * and what was drawn anew from it, without any metadata, under the content key. Its name is kept nowhere.
 */
export const reportFiles = pgTable(
  'report_files',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    reportId: integer()
      .notNull()
      .references(() => reports.id, { onDelete: 'cascade' }),
    messageId: integer().references(() => reportMessages.id, { onDelete: 'cascade' }),
    medium: evidenceMedium().notNull(),
    mediaType: text().notNull(),
    state: reportFileState().notNull().default('waiting'),
    /** Names in the store (SHA-256 of the sealed bytes). */
    originalFile: text().notNull(),
    cleanFile: text(),
    /** SHA-256 of the original's own bytes: what a court compares. */
    originalSha256: text().notNull(),
    originalBytes: bigint({ mode: 'number' }).notNull(),
    cleanBytes: bigint({ mode: 'number' }),
    cleanMediaType: text(),
    widthPx: integer(),
    heightPx: integer(),
    /** Why nothing of it may be shown. */
    failure: text(),
    attempts: smallint().notNull().default(0),
    /** While it waits: what came in, from which the clean copy is drawn. The original itself can't be opened here. */
    uploadId: uuid().references((): AnyPgColumn => reportUploads.id, { onDelete: 'set null' }),
    /** Until when a worker has it in hand. */
    claimedUntil: at(),
  },
  (t) => [
    index('report_files_by_report').on(t.reportId, t.id),
    index('report_files_waiting').on(t.id).where(sql`${t.state} = 'waiting'`),
    unique('report_files_upload').on(t.uploadId),
    check('report_files_clean', sql`(${t.state} = 'clean') = (${t.cleanFile} is not null)`),
    check('report_files_hash', sql`${t.originalSha256} ~ '^[0-9a-f]{64}$'`),
  ],
)

/**
 * Each original's own key: wrapped for the identity key, then sealed with the report's content key. So evidence that is added later is
 * locked without anybody having to unlock, both keys are needed to open it, and to destroy this row is to destroy the original.
 * Copies of this table are kept apart and shortly, as those of report_keys.
 */
export const reportFileKeys = pgTable('report_file_keys', {
  fileId: integer()
    .primaryKey()
    .references(() => reportFiles.id, { onDelete: 'cascade' }),
  original: bytea().notNull(),
})

/** What is being uploaded before its report is sent. The token is known to the browser alone; unfinished ones go after a day. */
export const reportUploads = pgTable(
  'report_uploads',
  {
    id: uuid().primaryKey().defaultRandom(),
    tokenHash: text().notNull(),
    medium: evidenceMedium(),
    mediaType: text(),
    /** Bytes that were announced and that have arrived. */
    bytes: bigint({ mode: 'number' }).notNull(),
    received: bigint({ mode: 'number' }).notNull().default(0),
    sha256: text(),
    /** The key under which its parts lie on this machine until the report is sent. */
    key: bytea().notNull(),
    startedAt: at().notNull(),
    finishedAt: at(),
  },
  (t) => [
    index('report_uploads_by_age').on(t.startedAt),
    check('report_uploads_bounded', sql`0 <= ${t.received} and ${t.received} <= ${t.bytes}`),
  ],
)

/** Answers to the proof of work that were used: each is good once. */
export const spentProofs = pgTable(
  'spent_proofs',
  { challenge: text().primaryKey(), expiresAt: at().notNull() },
  (t) => [index('spent_proofs_by_age').on(t.expiresAt)],
)

/** How many reports were deleted when their time was over: all that stays of them. */
export const reportDeletions = pgTable(
  'report_deletions',
  {
    /** First day of the month in which they were received. */
    month: date().notNull(),
    kind: reportKind().notNull(),
    count: integer().notNull(),
  },
  (t) => [unique('report_deletions_once').on(t.month, t.kind)],
)

/** 舆情: what was said in public about pollution here, and what the city answers in public. */
export const mediaLeads = pgTable(
  'media_leads',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    source: mediaLeadSource().notNull(),
    /** The paper, station or site. */
    outlet: text().notNull(),
    title: text().notNull(),
    url: text(),
    publishedOn: date().notNull(),
    summary: text().notNull(),
    regionCode: text().references(() => regions.code),
    enterpriseId: integer().references(() => enterprises.id),
    state: mediaLeadState().notNull().default('open'),
    recordedBy: text().references(() => users.id),
    recordedAt: at().notNull(),
    dueAt: at().notNull(),
    answer: text(),
    answerEn: text(),
    answeredBy: text().references(() => users.id),
    answeredAt: at(),
    caseId: integer().references(() => violationCases.id),
  },
  (t) => [
    index('media_leads_by_desk').on(t.state, t.dueAt),
    index('media_leads_by_answer').on(t.answeredAt.desc(), t.id.desc()).where(sql`${t.state} = 'answered'`),
    check('media_leads_answered', sql`(${t.state} = 'open') = (${t.answeredAt} is null)`),
    check('media_leads_answer', sql`${t.state} = 'open' or length(${t.answer}) > 0`),
    check(
      'media_leads_texts',
      sql`length(${t.title}) <= 200 and length(${t.summary}) <= 2000 and length(${t.answer}) <= 2000 and length(${t.url}) <= 500`,
    ),
  ],
)
