import { and, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { sessions, signInAttempts, verifications } from '#db/schema/account.ts'
import { disclosureSheets } from '#db/schema/disclosure-file.ts'
import { effectRuns } from '#db/schema/event.ts'
import { log } from '#platform/log.ts'

const dayMs = 86_400_000

/**
 * Removes what has served: sessions and verifications past their time, failed sign-ins a day after the last one (unless
 * still blocked), marked copies of workbooks after a day, and the marks of effects older than any job that could repeat them.
 */
export async function cleanExpired(db: Db, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * dayMs)
  const removed = {
    sessions: await db.delete(sessions).where(lt(sessions.expiresAt, now)).returning({ id: sessions.id }),
    verifications: await db
      .delete(verifications)
      .where(lt(verifications.expiresAt, now))
      .returning({ id: verifications.id }),
    signInAttempts: await db
      .delete(signInAttempts)
      .where(
        and(
          lt(signInAttempts.lastFailedAt, before(1)),
          or(isNull(signInAttempts.blockedUntil), lt(signInAttempts.blockedUntil, now)),
        ),
      )
      .returning({ key: signInAttempts.key }),
    disclosureSheets: await db
      .delete(disclosureSheets)
      .where(lt(disclosureSheets.uploadedAt, before(1)))
      .returning({ id: disclosureSheets.id }),
    effectRuns: await db
      .delete(effectRuns)
      .where(lt(effectRuns.at, before(60)))
      .returning({ id: effectRuns.eventId }),
  }
  log.info(Object.fromEntries(Object.entries(removed).map(([name, rows]) => [name, rows.length])), 'expired removed')
}
