import type { Db } from '#db/client.ts'
import { events } from '#db/schema/event.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

export interface NewEvent {
  /** `domain.what_happened`, for example `disclosure.published`. */
  kind: `${string}.${string}`
  /** What it happened to: `enterprise:91430902MAFAKE0008`, `disclosure:17`, `case:4`. */
  subject: `${string}:${string | number}`
  by: Viewer | 'system'
  at: Date
  before?: unknown
  after?: unknown
  reason?: string | undefined
  requestId?: string | undefined
}

/** Writes the event of a command, inside the command's own transaction. The database never lets it be changed again. */
export async function recordEvent(tx: Db, event: NewEvent): Promise<void> {
  const account = event.by === 'system' || event.by.role === 'visitor' ? undefined : event.by
  await tx.insert(events).values({
    kind: event.kind,
    subject: event.subject,
    actorId: account?.userId ?? null,
    actorRole: account?.role ?? null,
    forId: account?.actsFor?.userId ?? null,
    at: event.at,
    before: event.before ?? null,
    after: event.after ?? null,
    reason: event.reason ?? null,
    requestId: event.requestId ?? null,
  })
}
