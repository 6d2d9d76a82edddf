import { and, eq, ne } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { sessions } from '#db/schema/account.ts'
import type { Here } from '#platform/auth/viewer.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'

type From = Pick<Here, 'viewer' | 'session' | 'requestId'>

/** Ends the session that the request came with. */
export const signOut = (db: Db, here: From, now: Date) =>
  end(db, here, now, 'account.signed_out', eq(sessions.id, here.session.id))

/** Ends one of one's own sessions. @throws DomainError not_found when it is not there or someone else's */
export async function endSession(db: Db, id: string, here: From, now: Date): Promise<void> {
  const ended = await end(db, here, now, 'account.session_ended', eq(sessions.id, id))
  if (ended === 0) throw new DomainError('not_found', '这个会话已经结束。 / This session has ended already.')
}

/** Ends all of one's own sessions except the one that the request came with. @returns how many */
export const endOtherSessions = (db: Db, here: From, now: Date) =>
  end(db, here, now, 'account.session_ended', ne(sessions.id, here.session.id))

async function end(db: Db, here: From, now: Date, kind: `account.${string}`, which: ReturnType<typeof eq>) {
  const account = demandAccount(here.viewer, 'account.manage_own')
  return db.transaction(async (tx) => {
    const ended = await tx
      .delete(sessions)
      .where(and(eq(sessions.userId, account.userId), which))
      .returning({ id: sessions.id })
    if (ended.length > 0)
      await recordEvent(tx as unknown as Db, {
        kind,
        subject: `account:${account.userId}`,
        by: account,
        at: now,
        after: { sessionsEnded: ended.length },
        requestId: here.requestId,
      })
    return ended.length
  })
}
