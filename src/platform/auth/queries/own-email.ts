import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { emailChanges, users } from '#db/schema/account.ts'
import { ownEmail } from '#platform/auth/rules/own-email.ts'

/** An account's own address, and the one that waits for a yes. */
export async function getOwnEmail(db: Db, userId: string) {
  const [row] = await db
    .select({ email: users.email, isConfirmed: users.emailVerified, waiting: emailChanges.address })
    .from(users)
    .leftJoin(emailChanges, eq(emailChanges.userId, users.id))
    .where(eq(users.id, userId))
  return {
    address: row && ownEmail(row.email),
    /** Whether a letter to it was answered. */
    isConfirmed: row?.isConfirmed ?? false,
    waiting: row?.waiting ?? undefined,
  }
}
