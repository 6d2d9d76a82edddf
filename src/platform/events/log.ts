import { and, desc, eq, gte, ilike, isNull, like, lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { events } from '#db/schema/event.ts'
import { addDays } from '#platform/clock.ts'
import type { EventSearch } from '#platform/events/search.ts'
import { demand } from '#platform/permissions/demand.ts'
import { can } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

const EVENTS_PER_PAGE = 50

const startOfDay = (day: string) => new Date(`${day}T00:00:00+08:00`)

/** An auditor sees all of the log, an administrator what happened to accounts. */
const visibleTo = (viewer: Viewer): SQL | undefined =>
  can(viewer, 'event.read') ? undefined : like(events.kind, 'account.%')

/**
 * One page of the event log, newest first. `next` is the cursor of the following page (microseconds since 1970 and id of the
 * last one shown), null on the last.
 */
export async function listEvents(db: Db, viewer: Viewer, search: EventSearch) {
  demand(viewer, 'event.read_account')
  const rows = await db
    .select({
      id: events.id,
      at: events.at,
      kind: events.kind,
      subject: events.subject,
      actorId: events.actorId,
      actorRole: events.actorRole,
      actorUsername: users.username,
      actorName: users.name,
      forName: sql<string | null>`(select f.name from users f where f.id = ${events.forId})`,
      reason: events.reason,
      before: events.before,
      after: events.after,
      requestId: events.requestId,
      place: sql<string>`(extract(epoch from ${events.at}) * 1000000)::bigint || '.' || ${events.id}`,
    })
    .from(events)
    .leftJoin(users, eq(users.id, events.actorId))
    .where(and(visibleTo(viewer), conditionOf(search)))
    .orderBy(desc(events.at), desc(events.id))
    .limit(EVENTS_PER_PAGE + 1)
  const page = rows.slice(0, EVENTS_PER_PAGE)
  return { rows: page, next: rows.length > EVENTS_PER_PAGE ? (page.at(-1)?.place ?? null) : null }
}

export type LoggedEvent = Awaited<ReturnType<typeof listEvents>>['rows'][number]

function conditionOf({ kind, subject, actor, from, to, q, cursor }: EventSearch): SQL | undefined {
  const [micros, id] = cursor?.split('.') ?? []
  return and(
    kind?.includes('.') ? eq(events.kind, kind) : kind ? like(events.kind, `${kind}.%`) : undefined,
    subject ? eq(events.subject, subject) : undefined,
    actor === 'system'
      ? isNull(events.actorId)
      : actor
        ? sql`${events.actorId} = (select id from users where username = ${actor})`
        : undefined,
    from ? gte(events.at, startOfDay(from)) : undefined,
    to ? lt(events.at, startOfDay(addDays(to, 1))) : undefined,
    q ? ilike(events.reason, `%${q.replace(/[\\%_]/g, '\\$&')}%`) : undefined,
    cursor
      ? sql`(${events.at}, ${events.id}) < (timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond', ${id}::bigint)`
      : undefined,
  )
}

/** The kinds that have happened, in alphabetical order: one step of an index for each, not a scan of the log. */
export async function listEventKinds(db: Db, viewer: Viewer): Promise<string[]> {
  demand(viewer, 'event.read_account')
  const rows = (await db.execute(sql`
    with recursive kinds as (
      (select kind from events order by kind limit 1)
      union all
      select (select e.kind from events e where e.kind > kinds.kind order by e.kind limit 1) from kinds
      where kinds.kind is not null
    )
    select kind from kinds where kind is not null`)) as unknown as { kind: string }[]
  return rows.map(({ kind }) => kind).filter((kind) => can(viewer, 'event.read') || kind.startsWith('account.'))
}
