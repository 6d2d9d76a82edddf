import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { sessions } from '#db/schema/account.ts'
import type { Session } from '#platform/auth/viewer.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** Ends the session that the request came with. */
export async function signOut(db: Db, viewer: Viewer, session: Session, now: Date, requestId: string): Promise<void> {
  const account = demandAccount(viewer, 'account.manage_own')
  await db.transaction(async (tx) => {
    await tx.delete(sessions).where(eq(sessions.id, session.id))
    await recordEvent(tx as unknown as Db, {
      kind: 'account.signed_out',
      subject: `account:${account.userId}`,
      by: account,
      at: now,
      requestId,
    })
  })
}
