import { parseArgs } from 'node:util'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import {
  type Administrator,
  createAccount,
  disableAccount,
  enableAccount,
  resetPassphrase,
  resetSecondFactor,
} from '#platform/auth/commands/administer.ts'
import { type AccountChange, accountChangeInput, createAccountInput } from '#platform/auth/input.ts'
import { withDatabase } from '#src/cli/with-database.ts'

const usage = `portal user create USERNAME --name NAME --role ROLE --reason TEXT
    [--region CODE] [--department NAME] [--credit-code CODE] [--organisation NAME]
portal user disable|enable|reset-second-factor|reset-passphrase USERNAME --reason TEXT

Roles: firm, monitoring_operator, ngo, county_officer, city_officer, auditor, administrator.`

const as: Administrator = { by: 'system' }

const changes: Record<string, (db: Db, change: AccountChange, now: Date) => Promise<string>> = {
  disable: async (db, change, now) => {
    await disableAccount(db, change, as, now)
    return `${change.username} is disabled; its sessions have ended.`
  },
  enable: async (db, change, now) => {
    await enableAccount(db, change, as, now)
    return `${change.username} is open again.`
  },
  'reset-second-factor': async (db, change, now) => {
    await resetSecondFactor(db, change, as, now)
    return `The second factor of ${change.username} is void; a new one is set up at the next sign-in.`
  },
  'reset-passphrase': async (db, change, now) => handOut(await resetPassphrase(db, change, as, now)),
}

/** `portal user ...`: accounts from the machine itself. What it does is in the event log as done by the system. */
export async function user(args: string[]): Promise<void> {
  const { positionals, values } = parse(args)
  const [what = '', username] = positionals
  const given = { ...values, username, regionCode: values.region, creditCode: values['credit-code'] }
  const now = new Date()
  if (what === 'create') {
    const input = checked(createAccountInput, given)
    return withDatabase(async (db) => console.log(handOut(await createAccount(db, input, as, now))))
  }
  const work = changes[what]
  if (!work) throw new Error(`${what ? `${what} is unknown` : 'Say what to do'}:\n\n${usage}`)
  const change = checked(accountChangeInput, given)
  return withDatabase(async (db) => console.log(await work(db, change, now)))
}

function parse(args: string[]) {
  const text = { type: 'string' } as const
  const options = {
    name: text,
    role: text,
    reason: text,
    region: text,
    department: text,
    'credit-code': text,
    organisation: text,
  }
  try {
    return parseArgs({ args, allowPositionals: true, options })
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`)
  }
}

/** @throws Error that names each wrong option, as the form of the office names its fields */
function checked<S extends z.ZodType>(schema: S, given: object): z.infer<S> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`${[...new Set(lines)].join('\n')}\n\n${usage}`)
}

const handOut = ({ username, passphrase, until }: { username: string; passphrase: string; until: Date }) =>
  `One-time passphrase of ${username}, good until ${until.toISOString()}: ${passphrase}`
