import { symmetricDecrypt } from 'better-auth/crypto'
import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { twoFactors } from '#db/schema/account.ts'
import { base32 } from '#platform/auth/rules/totp.ts'
import { authSecret } from '#platform/auth/secret.ts'

export type SecondFactorState =
  | { state: 'none' }
  /** The secret waits for its first code. `secret` is Base32, `uri` what the QR code holds. */
  | { state: 'pending'; secret: string; uri: string }
  | { state: 'enrolled'; backupCodesLeft: number }

/** Where an account stands with its second factor. The secret is told only while it does not yet open anything. */
export async function getSecondFactor(db: Db, userId: string, username: string): Promise<SecondFactorState> {
  const [row] = await db
    .select({ verified: twoFactors.verified, secret: twoFactors.secret, backupCodes: twoFactors.backupCodes })
    .from(twoFactors)
    .where(eq(twoFactors.userId, userId))
  if (!row) return { state: 'none' }
  const read = (data: string) => symmetricDecrypt({ key: authSecret(), data })
  if (row.verified) return { state: 'enrolled', backupCodesLeft: JSON.parse(await read(row.backupCodes)).length }
  const secret = base32(await read(row.secret))
  const label = encodeURIComponent(`清源:${username}`)
  return {
    state: 'pending',
    secret,
    uri: `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent('清源')}&digits=6&period=30`,
  }
}
