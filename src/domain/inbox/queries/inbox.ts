import type { Db } from '#db/client.ts'
import { waitingSources } from '#domain/inbox/queries/sources.ts'
import { byClock } from '#domain/inbox/rules/clock.ts'
import { standingDelegations } from '#platform/auth/delegation.ts'
import type { Absent, Account } from '#platform/permissions/viewer.ts'
import type { Waiting } from '#platform/waiting.ts'

/** Everything that waits for an account, across all domains, by its clock. */
export async function listWaiting(db: Db, account: Account, now: Date): Promise<Waiting[]> {
  const lists = await Promise.all(waitingSources.map((source) => source(db, account, now)))
  return lists.flat().sort(byClock)
}

export interface InboxLine extends Waiting {
  /** Whom it waits for, where that is a colleague on leave and not the account itself. */
  absent?: Absent
}

/** The same with what waits for those whom the account stands in for today and not for itself already. */
export async function readInbox(
  db: Db,
  account: Account,
  now: Date,
): Promise<{ lines: InboxLine[]; absents: Absent[] }> {
  const [own, absents] = await Promise.all([
    listWaiting(db, account, now),
    standingDelegations(db, account.userId, now),
  ])
  const lines: InboxLine[] = [...own]
  const known = new Set(own.map(keyOf))
  for (const absent of absents)
    for (const line of await listWaiting(db, asAbsent(account, absent), now))
      if (!known.has(keyOf(line))) {
        known.add(keyOf(line))
        lines.push({ ...line, absent })
      }
  return { lines: lines.sort(byClock), absents }
}

const keyOf = ({ kind, subject }: Waiting) => `${kind} ${subject}`

/** A delegation holds between accounts of one role, county and department (platform/auth/delegation.ts): only who it is differs. */
const asAbsent = (account: Account, { userId, name }: Absent): Account => ({
  ...account,
  userId,
  name,
  actsFor: undefined,
})
