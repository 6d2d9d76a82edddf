import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users, verifications } from '#db/schema/account.ts'
import { authOn } from '#platform/auth/auth.ts'
import { beginAttempt } from '#platform/auth/brake.ts'
import type { SetPassphrase } from '#platform/auth/input.ts'
import { namesAround } from '#platform/auth/queries/names.ts'
import { refusedAs, wrongOwnPassphrase } from '#platform/auth/refusals.ts'
import { judgePassphrase, passphraseAdvice } from '#platform/auth/rules/passphrase.ts'
import { inTurn } from '#platform/auth/turnstile.ts'
import type { Here } from '#platform/auth/viewer.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'

/**
 * Sets one's own passphrase. Every other session ends, and this one gets a new id.
 * @returns Set-Cookie lines
 * @throws DomainError not_allowed when the present one is wrong; rule_broken when the new one is weak; too_often
 */
export async function setPassphrase(db: Db, input: SetPassphrase, here: Here, now: Date): Promise<string[]> {
  const account = demandAccount(here.viewer, 'account.manage_own')
  const { userId } = account
  const problem = judgePassphrase(input.passphrase, await namesAround(db, userId))
  const refuse = (message: string) => new DomainError('rule_broken', message, [{ field: 'passphrase', message }])
  if (problem) throw refuse(passphraseAdvice[problem])
  if (input.passphrase === input.current)
    throw refuse('新口令与现在的相同 / The new passphrase is the same as the present one')
  const attempt = await beginAttempt(db, 'passphrase', here.session.username, here, now)
  const setCookies = await inTurn(() =>
    db.transaction(async (tx) => {
      const { headers } = await authOn(tx as unknown as Db)
        .api.changePassword({
          body: { currentPassword: input.current, newPassword: input.passphrase, revokeOtherSessions: true },
          headers: here.headers,
          returnHeaders: true,
        })
        .catch(refusedAs(wrongOwnPassphrase))
      await tx.update(users).set({ oneTimeUntil: null, updatedAt: now }).where(eq(users.id, userId))
      await tx.delete(verifications).where(eq(verifications.value, userId)) // challenges that the old one had passed
      await recordEvent(tx as unknown as Db, {
        kind: 'account.passphrase_set',
        subject: `account:${userId}`,
        by: account,
        at: now,
        requestId: here.requestId,
      })
      return headers.getSetCookie()
    }),
  )
  await attempt.succeeded()
  return setCookies
}
