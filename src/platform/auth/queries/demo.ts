import { demoAccounts, demoPassphrase, demoTotpSecret, hasDemoCode } from '#db/seed/accounts.ts'
import { stepOf, totp } from '#platform/auth/rules/totp.ts'
import { authSecret } from '#platform/auth/secret.ts'
import { config } from '#platform/config.ts'
import type { AccountRole, Department } from '#platform/permissions/viewer.ts'

export interface DemoSignIn {
  username: string
  name: string
  role: AccountRole
  department: Department | undefined
  /** The six digits that are right now; undefined where no second factor is asked. */
  code: string | undefined
}

/** The sign-ins of the demo city; none anywhere else. */
export function listDemoSignIns(now: Date): { passphrase: string; accounts: DemoSignIn[] } | undefined {
  if (!config().DEMO) return undefined
  return {
    passphrase: demoPassphrase,
    accounts: demoAccounts.map((account) => ({
      username: account.username,
      name: account.name,
      role: account.role,
      department: account.department,
      code: hasDemoCode(account) ? totp(demoTotpSecret(authSecret(), account.username), stepOf(now)) : undefined,
    })),
  }
}
