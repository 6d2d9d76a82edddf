import { sql } from 'drizzle-orm'
import { bigint, customType, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { at } from '#db/schema/columns.ts'
import { accountRole } from '#db/schema/enums.ts'

const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' })

/**
 * Every write, once, append-only (trigger and rights): who, when, what before and after, and why where a reason is due.
 * Effects read it in the order of `tx, id`, up to the oldest transaction still open, so none is skipped.
 */
export const events = pgTable(
  'events',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tx: xid8().notNull().default(sql`pg_current_xact_id()`),
    /** `domain.what_happened`, for example `disclosure.published`. */
    kind: text().notNull(),
    /** `enterprise:91430902MAFAKE0008`, `disclosure:17`, `case:4`: what it happened to. */
    subject: text().notNull(),
    /** Null for the system itself (worker, seed, command line). */
    actorId: text(),
    actorRole: accountRole(),
    /** Whom the actor stood in for, where it was done by delegation (db/schema/inbox.ts). */
    forId: text(),
    at: at().notNull(),
    before: jsonb(),
    after: jsonb(),
    reason: text(),
    requestId: text(),
  },
  (t) => [
    index('events_by_subject').on(t.subject, t.id),
    index('events_in_order').on(t.tx, t.id),
    // The auditor's log: newest first, all of them, of one kind, of one actor.
    index('events_by_time').on(t.at, t.id),
    index('events_by_kind').on(t.kind, t.at, t.id),
    index('events_by_actor').on(t.actorId, t.at, t.id),
  ],
)

/** How far each effect has read. */
export const effectCursors = pgTable('effect_cursors', {
  effect: text().primaryKey(),
  tx: xid8().notNull().default('0'),
  eventId: bigint({ mode: 'number' }).notNull().default(0),
  updatedAt: at().notNull().defaultNow(),
})

/** Which effect has taken which event: written in the effect's own transaction, so that a repeated job changes nothing. */
export const effectRuns = pgTable(
  'effect_runs',
  {
    effect: text().notNull(),
    eventId: bigint({ mode: 'number' }).notNull(),
    at: at().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.effect, t.eventId] }), index('effect_runs_by_age').on(t.at)],
)
