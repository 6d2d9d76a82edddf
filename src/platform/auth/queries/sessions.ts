import { desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { sessions } from '#db/schema/account.ts'
import { isOver, lifetimeOf } from '#platform/auth/rules/session.ts'
import type { AccountRole } from '#platform/permissions/viewer.ts'

export interface OwnSession {
  id: string
  /** A coarse label, `Firefox, Windows`; may be empty. */
  label: string
  createdAt: Date
  /** To the minute. */
  lastSeenAt: Date
  /** When it ends at the latest. */
  endsAt: Date
}

/** The open sessions of an account, the last seen first. */
export async function listSessions(db: Db, userId: string, role: AccountRole, now: Date): Promise<OwnSession[]> {
  const rows = await db
    .select({
      id: sessions.id,
      label: sessions.userAgent,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.updatedAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.updatedAt), desc(sessions.id))
  return rows
    .filter((row) => !isOver(row, role, now))
    .map(({ expiresAt, label, ...row }) => ({
      ...row,
      label: label ?? '',
      endsAt: new Date(Math.min(expiresAt.getTime(), row.createdAt.getTime() + lifetimeOf(role).absoluteMs)),
    }))
}
