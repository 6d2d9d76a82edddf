import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at, bytea } from '#db/schema/columns.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import {
  conflictGround,
  drawState,
  findingKind,
  inspectionKind,
  inspectionPhotoKind,
  inspectionResult,
  inspectionState,
  signatureMeans,
} from '#db/schema/enums.ts'
import { campaigns } from '#db/schema/plan.ts'
import { problems } from '#db/schema/rectification.ts'
import { regions } from '#db/schema/region.ts'
import { factors } from '#db/schema/standard.ts'

/** 执法人员: who may inspect, known in public by the number of the certificate and the desk. */
export const lawOfficers = pgTable(
  'law_officers',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** 执法证号. */
    certificateNo: text().notNull().unique('law_officers_certificate_once'),
    /** The county's bureau, or the city's. */
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    post: text().notNull(),
    /** Signs in person with it; without one, on the paper record. */
    userId: text().references(() => users.id),
    fromOn: date().notNull(),
    /** The first day on which the certificate is no longer good. */
    untilOn: date(),
  },
  (t) => [
    uniqueIndex('law_officers_account_once').on(t.userId).where(sql`${t.userId} is not null`),
    index('law_officers_by_region').on(t.regionCode, t.certificateNo),
    check('law_officers_certificate', sql`${t.certificateNo} ~ '^[0-9]{8,14}$'`),
    check('law_officers_post', sql`length(${t.post}) between 2 and 60`),
    check('law_officers_ordered', sql`${t.fromOn} < ${t.untilOn}`),
  ],
)

/** 回避: an officer that stays away from a firm. The ground is the office's; the public sees the pair alone. */
export const officerConflicts = pgTable(
  'officer_conflicts',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    officerId: integer()
      .notNull()
      .references(() => lawOfficers.id),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    ground: conflictGround().notNull(),
    fromOn: date().notNull(),
    untilOn: date(),
    /** Null for what came with the demo city. */
    declaredBy: text().references(() => users.id),
    declaredAt: at().notNull(),
  },
  (t) => [
    uniqueIndex('officer_conflicts_once').on(t.officerId, t.enterpriseId).where(sql`${t.untilOn} is null`),
    index('officer_conflicts_by_enterprise').on(t.enterpriseId),
    check('officer_conflicts_ordered', sql`${t.fromOn} < ${t.untilOn}`),
  ],
)

/**
 * 双随机抽取. The pools and the commitment to the seed are published first; the draw follows from both and from a number that a witness
 * says at the draw; the seed is published when no firm can be warned by it any more. What was published never changes (trigger).
 */
export const draws = pgTable(
  'draws',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    year: smallint().notNull(),
    seq: integer().notNull(),
    /** 抽2026-0007. */
    no: text().notNull().unique('draws_no_once'),
    purpose: text().notNull(),
    /** Null: the whole city. */
    regionCode: text().references(() => regions.code),
    /** 异地交叉: inspectors of another county. */
    isCross: boolean().notNull(),
    firmCount: smallint().notNull(),
    inspectorCount: smallint().notNull(),
    /** The days within which the drawn firms are inspected. */
    fromOn: date().notNull(),
    toOn: date().notNull(),
    state: drawState().notNull().default('committed'),
    algorithm: text().notNull(),
    /** Canonical JSON, byte by byte as its hash was taken. */
    pools: text().notNull(),
    poolsSha256: text().notNull(),
    /** SHA-256 of the seed's 32 bytes. */
    commitment: text().notNull(),
    committedAt: at().notNull(),
    committedBy: text().references(() => users.id),
    /** The seed under the installation's key, until it is public. */
    sealedSeed: bytea(),
    witness: text(),
    witnessNumber: text(),
    drawnAt: at(),
    drawnBy: text().references(() => users.id),
    /** Firms and certificates in the order in which they were drawn. */
    result: jsonb().$type<{ firm: string; inspectors: string[] }[]>(),
    seed: text(),
    revealedAt: at(),
    voidReason: text(),
    voidedAt: at(),
  },
  (t) => [
    unique('draws_number').on(t.year, t.seq),
    index('draws_by_time').on(t.committedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    check('draws_hashes', sql`${t.poolsSha256} ~ '^[0-9a-f]{64}$' and ${t.commitment} ~ '^[0-9a-f]{64}$'`),
    check('draws_counts', sql`${t.firmCount} between 1 and 200 and ${t.inspectorCount} between 2 and 6`),
    check('draws_window', sql`${t.fromOn} <= ${t.toOn}`),
    check('draws_purpose', sql`length(${t.purpose}) between 4 and 200`),
    check('draws_witness', sql`${t.witnessNumber} ~ '^[0-9]{4,20}$'`),
    check(
      'draws_drawn',
      sql`(${t.state} in ('drawn', 'revealed')) = (${t.drawnAt} is not null) and num_nulls(${t.drawnAt}, ${t.result}, ${t.witness}, ${t.witnessNumber}) in (0, 4)`,
    ),
    check(
      'draws_revealed',
      sql`(${t.state} = 'revealed') = (${t.revealedAt} is not null) and (${t.seed} is null) = (${t.revealedAt} is null) and (${t.sealedSeed} is null or ${t.seed} is null)`,
    ),
    check(
      'draws_void',
      sql`(${t.state} = 'void') = (${t.voidedAt} is not null) and (${t.voidedAt} is null) = (${t.voidReason} is null)`,
    ),
    check('draws_in_order', sql`${t.committedAt} < ${t.drawnAt} and ${t.drawnAt} <= ${t.revealedAt}`),
  ],
)

/** 检查. Until it is finished its form stands as it was typed; then what follows is written once and stays (trigger). */
export const inspections = pgTable(
  'inspections',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    year: smallint().notNull(),
    seq: integer().notNull(),
    /** 检2026-0031. */
    no: text().notNull().unique('inspections_no_once'),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    regionCode: text()
      .notNull()
      .references(() => regions.code),
    kind: inspectionKind().notNull(),
    drawId: integer().references(() => draws.id),
    /** A campaign of the plan. */
    campaignId: integer().references(() => campaigns.id),
    /** Of a re-check: the problem of the rectification ledger. */
    problemId: integer().references(() => problems.id),
    purpose: text(),
    /** The first day on which it may be done, and the last by which it should be. */
    plannedOn: date().notNull(),
    dueOn: date().notNull(),
    state: inspectionState().notNull().default('planned'),
    /** What was typed into each field, as it was typed, and the version of the form in which it came. */
    form: jsonb().$type<Record<string, { value: string; version: number }>>().notNull().default({}),
    version: integer().notNull().default(0),
    savedBy: text().references(() => users.id),
    savedAt: at(),
    startedAt: at(),
    endedAt: at(),
    /** What was found on the site, in public. */
    words: text(),
    result: inspectionResult(),
    finishedAt: at(),
    finishedBy: text().references(() => users.id),
    voidReason: text(),
    plannedBy: text().references(() => users.id),
    createdAt: at().notNull(),
  },
  (t) => [
    unique('inspections_number').on(t.year, t.seq),
    index('inspections_by_enterprise').on(t.enterpriseId, t.finishedAt),
    index('inspections_by_region').on(t.regionCode, t.finishedAt),
    index('inspections_finished').on(t.finishedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index('inspections_by_draw').on(t.drawId).where(sql`${t.drawId} is not null`),
    index('inspections_by_problem').on(t.problemId).where(sql`${t.problemId} is not null`),
    index('inspections_by_campaign').on(t.campaignId).where(sql`${t.campaignId} is not null`),
    index('inspections_waiting').on(t.dueOn).where(sql`${t.state} in ('planned', 'under_way')`),
    check('inspections_window', sql`${t.plannedOn} <= ${t.dueOn}`),
    check(
      'inspections_finished_whole',
      sql`(${t.state} = 'finished') = (${t.finishedAt} is not null) and num_nulls(${t.finishedAt}, ${t.result}, ${t.words}, ${t.startedAt}, ${t.endedAt}) in (0, 5)`,
    ),
    check('inspections_ordered', sql`${t.startedAt} < ${t.endedAt} and ${t.endedAt} <= ${t.finishedAt}`),
    check('inspections_void', sql`(${t.state} = 'void') = (${t.voidReason} is not null)`),
    check('inspections_drawn', sql`${t.kind} <> 'double_random' or ${t.drawId} is not null`),
    check('inspections_recheck', sql`${t.kind} <> 'recheck' or ${t.problemId} is not null`),
    check('inspections_campaign', sql`${t.kind} <> 'campaign' or ${t.campaignId} is not null`),
    check('inspections_texts', sql`length(${t.words}) between 1 and 4000 and length(${t.purpose}) <= 200`),
  ],
)

/** Who inspects, and how each signed: by the account, or by hand on the paper record that was photographed. */
export const inspectionOfficers = pgTable(
  'inspection_officers',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    inspectionId: integer()
      .notNull()
      .references(() => inspections.id, { onDelete: 'cascade' }),
    officerId: integer()
      .notNull()
      .references(() => lawOfficers.id),
    means: signatureMeans(),
    /** The version of the form that was signed. */
    signedVersion: integer(),
    signedAt: at(),
    signedBy: text().references(() => users.id),
  },
  (t) => [
    unique('inspection_officers_once').on(t.inspectionId, t.officerId),
    index('inspection_officers_by_officer').on(t.officerId),
    check('inspection_officers_signed', sql`num_nulls(${t.means}, ${t.signedVersion}, ${t.signedAt}) in (0, 3)`),
  ],
)

/** A finding of a finished inspection: a problem of the rectification ledger follows from each. */
export const inspectionFindings = pgTable(
  'inspection_findings',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    inspectionId: integer()
      .notNull()
      .references(() => inspections.id),
    position: smallint().notNull(),
    kind: findingKind().notNull(),
    outletId: integer().references(() => outlets.id),
    words: text().notNull(),
  },
  (t) => [
    unique('inspection_findings_once').on(t.inspectionId, t.position),
    check('inspection_findings_words', sql`length(${t.words}) between 5 and 1000`),
  ],
)

/** A sample that was taken, under the number of its report; its results stand with 监督性监测 once the station has them. */
export const inspectionSamples = pgTable(
  'inspection_samples',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    inspectionId: integer()
      .notNull()
      .references(() => inspections.id),
    position: smallint().notNull(),
    reportNo: text().notNull(),
    outletId: integer().references(() => outlets.id),
    factorCode: text().references(() => factors.code),
    /** In the factor's unit: what was measured on the spot. */
    value: numeric({ mode: 'number' }),
    met: boolean(),
  },
  (t) => [
    unique('inspection_samples_once').on(t.inspectionId, t.position),
    index('inspection_samples_by_report').on(t.reportNo),
    check('inspection_samples_report', sql`length(btrim(${t.reportNo})) between 1 and 80`),
    check('inspection_samples_value', sql`${t.value} >= 0 and (${t.value} is null or ${t.factorCode} is not null)`),
  ],
)

/** A photograph without its metadata, in the store under its SHA-256; for the office. `key` is the phone's: sent twice, kept once. */
export const inspectionPhotos = pgTable(
  'inspection_photos',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    inspectionId: integer()
      .notNull()
      .references(() => inspections.id),
    key: uuid().notNull(),
    kind: inspectionPhotoKind().notNull(),
    name: text().notNull(),
    mediaType: text().notNull(),
    sha256: text().notNull(),
    size: integer().notNull(),
    addedBy: text().references(() => users.id),
    addedAt: at().notNull(),
  },
  (t) => [
    unique('inspection_photos_once').on(t.inspectionId, t.key),
    check('inspection_photos_hash', sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
  ],
)

/** What a finished record said wrongly: stands beside it, in public, and changes nothing in it. */
export const inspectionCorrections = pgTable(
  'inspection_corrections',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    inspectionId: integer()
      .notNull()
      .references(() => inspections.id),
    words: text().notNull(),
    by: text().references(() => users.id),
    at: at().notNull(),
  },
  (t) => [
    index('inspection_corrections_by_inspection').on(t.inspectionId),
    check('inspection_corrections_words', sql`length(${t.words}) between 5 and 2000`),
  ],
)
