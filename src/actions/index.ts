import { account } from '#src/actions/account.ts'
import { accounts } from '#src/actions/accounts.ts'

export const server = { account, accounts }
