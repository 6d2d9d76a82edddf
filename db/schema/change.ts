import { sql } from 'drizzle-orm'
import { check, date, foreignKey, index, integer, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { at } from '#db/schema/columns.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { changeKind, changeState } from '#db/schema/enums.ts'

/**
 * 变更、临时报告: what a firm made public about an event, or, while it is expected, the event that the portal knows of. A
 * published report is never changed, only superseded (trigger, see migrations).
 */
export const changeReports = pgTable(
  'change_reports',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    enterpriseId: integer()
      .notNull()
      .references(() => enterprises.id),
    kind: changeKind().notNull(),
    /** The day the document was received, or the information became new. The term runs from the day after. */
    receivedOn: date().notNull(),
    /** Null where it was not obliged to report. */
    dueOn: date(),
    /** Whose term it is: `disclosure_rules`. */
    ruleSet: text(),
    state: changeState().notNull(),
    version: smallint().notNull().default(1),
    supersedesId: integer(),
    correctionReason: text(),
    documentNo: text(),
    authority: text(),
    content: text(),
    signedName: text(),
    publishedAt: at(),
    /** The case on the board from which it is expected. */
    caseId: integer(),
    createdAt: at().notNull(),
  },
  (t) => [
    foreignKey({ name: 'change_reports_supersedes', columns: [t.supersedesId], foreignColumns: [t.id] }),
    uniqueIndex('change_reports_one_per_case').on(t.caseId).where(sql`${t.caseId} is not null and ${t.version} = 1`),
    uniqueIndex('change_reports_superseded_once').on(t.supersedesId),
    index('change_reports_by_enterprise').on(t.enterpriseId, t.receivedOn.desc().nullsFirst()),
    index('change_reports_latest')
      .on(t.publishedAt.desc().nullsFirst(), t.id.desc().nullsFirst())
      .where(sql`${t.state} = 'published'`),
    check('change_reports_rule_whole', sql`(${t.dueOn} is null) = (${t.ruleSet} is null)`),
    check(
      'change_reports_published_whole',
      sql`(${t.state} = 'expected') = (${t.publishedAt} is null)
      and (${t.state} = 'expected' or (length(${t.content}) > 0 and length(${t.signedName}) > 0))`,
    ),
    check(
      'change_reports_correction_has_reason',
      sql`(${t.version} = 1) = (${t.supersedesId} is null) and (${t.version} = 1 or length(${t.correctionReason}) > 0)`,
    ),
  ],
)
