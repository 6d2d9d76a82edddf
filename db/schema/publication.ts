import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { users } from '#db/schema/account.ts'
import { at } from '#db/schema/columns.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { quarterlyReason, quarterlySource, storyKind, storyState, violationCategory } from '#db/schema/enums.ts'
import { factors } from '#db/schema/standard.ts'

/** 季度严重超标企业名单: made from the monitoring after the quarter's end, published after a look, then frozen (trigger). */
export const quarterlyLists = pgTable(
  'quarterly_lists',
  {
    year: smallint().notNull(),
    quarter: smallint().notNull(),
    /** The definition it was made by (content/reference/serious-exceedance.json). */
    criteria: jsonb()
      .$type<{ share: number; leastJudged: number; heavyMetalMultiple: number; otherMultiple: number; basis: string }>()
      .notNull(),
    judgedOutlets: integer().notNull(),
    madeAt: at().notNull(),
    publishedAt: at(),
    publishedBy: text().references(() => users.id),
  },
  (t) => [
    primaryKey({ columns: [t.year, t.quarter] }),
    check('quarterly_lists_quarter', sql`${t.quarter} between 1 and 4`),
  ],
)

/** One factor of one outlet that stands on the list, with the reasons and the figures as they were. */
export const quarterlyEntries = pgTable(
  'quarterly_entries',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    year: smallint().notNull(),
    quarter: smallint().notNull(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    enterpriseName: text().notNull(),
    regionCode: text().notNull(),
    outletId: integer()
      .notNull()
      .references(() => outlets.id),
    factorCode: text()
      .notNull()
      .references(() => factors.code),
    source: quarterlySource().notNull(),
    judgedCount: integer().notNull(),
    exceedanceCount: integer().notNull(),
    highest: numeric({ mode: 'number' }).notNull(),
    limitMin: numeric({ mode: 'number' }),
    limitMax: numeric({ mode: 'number' }).notNull(),
    unit: text().notNull(),
    /** (highest - limit) / limit; null where a multiple has no sense (pH). */
    multiple: numeric({ mode: 'number' }),
    reasons: quarterlyReason().array().notNull(),
    /** Struck off at the look, before publication. */
    struckReason: text(),
    struckBy: text().references(() => users.id),
    struckAt: at(),
  },
  (t) => [
    foreignKey({
      name: 'quarterly_entries_list',
      columns: [t.year, t.quarter],
      foreignColumns: [quarterlyLists.year, quarterlyLists.quarter],
    }),
    unique('quarterly_entries_once').on(t.year, t.quarter, t.outletId, t.factorCode, t.source),
    index('quarterly_entries_by_enterprise').on(t.enterpriseId),
    check('quarterly_entries_counts', sql`0 <= ${t.exceedanceCount} and ${t.exceedanceCount} <= ${t.judgedCount}`),
    check('quarterly_entries_struck', sql`num_nonnulls(${t.struckReason}, ${t.struckAt}) in (0, 2)`),
  ],
)

/** A story of the bureau's own: its texts stand in its versions. */
export const stories = pgTable(
  'stories',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    slug: text().notNull().unique('stories_slug_once'),
    kind: storyKind().notNull(),
    /** Of an exposure: which of the four kinds that the city rule names (五（二）). */
    category: violationCategory(),
    state: storyState().notNull().default('draft'),
    /** The newest version, published or not. */
    version: smallint().notNull().default(1),
    publishedVersion: smallint(),
    /** When a second person let it appear; the worker publishes at that moment. */
    publishAt: at(),
    approvedBy: text().references(() => users.id),
    publishedAt: at(),
    withdrawnOn: date(),
    withdrawalReason: text(),
    updatedAt: at().notNull(),
  },
  (t) => [
    check('stories_slug', sql`${t.slug} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(${t.slug}) <= 80`),
    check('stories_exposure_category', sql`(${t.kind} = 'exposure') = (${t.category} is not null)`),
    check('stories_scheduled', sql`${t.state} <> 'scheduled' or ${t.publishAt} is not null`),
    check(
      'stories_published',
      sql`${t.state} <> 'published' or num_nonnulls(${t.publishedVersion}, ${t.publishedAt}) = 2`,
    ),
    check(
      'stories_withdrawn',
      sql`(${t.state} = 'withdrawn') = (num_nonnulls(${t.withdrawnOn}, ${t.withdrawalReason}) = 2)`,
    ),
    index('stories_newest')
      .on(t.publishedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.state} = 'published'`),
  ],
)

export const storyVersions = pgTable(
  'story_versions',
  {
    storyId: integer()
      .notNull()
      .references(() => stories.id, { onDelete: 'cascade' }),
    version: smallint().notNull(),
    title: text().notNull(),
    titleEn: text(),
    summary: text().notNull(),
    summaryEn: text(),
    body: text().notNull(),
    bodyEn: text(),
    savedBy: text().references(() => users.id),
    savedAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.storyId, t.version] }),
    check('story_versions_texts', sql`length(${t.title}) between 1 and 100 and length(${t.body}) between 1 and 30000`),
  ],
)

/** Pictures (with their alternative text) and attachments of a story; bytes lie in the storage. */
export const storyFiles = pgTable(
  'story_files',
  {
    id: uuid().primaryKey().defaultRandom(),
    storyId: integer()
      .notNull()
      .references(() => stories.id, { onDelete: 'cascade' }),
    /** The version that brought it; the public sees it from that version's publication on. */
    sinceVersion: smallint().notNull(),
    name: text().notNull(),
    mediaType: text().notNull(),
    sha256: text().notNull(),
    size: integer().notNull(),
    isPicture: boolean().notNull(),
    alt: text(),
    altEn: text(),
    addedBy: text().references(() => users.id),
    addedAt: at().notNull(),
    removedAt: at(),
  },
  (t) => [
    index('story_files_by_story').on(t.storyId),
    check('story_files_alt', sql`not ${t.isPicture} or length(${t.alt}) > 0`),
  ],
)
