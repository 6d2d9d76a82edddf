import { account } from '#src/actions/account.ts'

export const server = { account }
