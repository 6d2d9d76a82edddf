import { and, asc, eq, isNotNull, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { memberships, users } from '#db/schema/account.ts'
import { digestAddresses as addresses, deskBells } from '#db/schema/inbox.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

export const digestKinds = ['weekly', 'daily'] as const
export type DigestKind = (typeof digestKinds)[number]

const columns = {
  weekly: { wanted: addresses.isWeekly, toldOn: addresses.weeklyOn },
  daily: { wanted: addresses.isDaily, toldOn: addresses.dailyOn },
} as const

/** Open accounts that want a letter of this kind and have had none today, as the viewers that they are. */
export const listDigestReaders = (db: Db, kind: DigestKind, today: string) =>
  db
    .select({
      address: addresses.address,
      locale: addresses.locale,
      role: memberships.role,
      userId: users.id,
      name: users.name,
      regionCode: memberships.regionCode,
      department: memberships.department,
      enterpriseId: memberships.enterpriseId,
    })
    .from(addresses)
    .innerJoin(users, eq(users.id, addresses.userId))
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(
      and(
        isNotNull(addresses.confirmedAt),
        eq(columns[kind].wanted, true),
        or(isNull(columns[kind].toldOn), lt(columns[kind].toldOn, today)),
        isNull(users.disabledAt),
      ),
    )
    .orderBy(asc(users.id))

/** What an account chose; undefined where it wants no letters. */
export async function getDigestChoice(db: Db, viewer: Viewer) {
  const account = demandAccount(viewer, 'digest.manage_own')
  const [found] = await db
    .select({
      address: addresses.address,
      isWeekly: addresses.isWeekly,
      isDaily: addresses.isDaily,
      askedAt: addresses.askedAt,
      confirmedAt: addresses.confirmedAt,
    })
    .from(addresses)
    .where(eq(addresses.userId, account.userId))
  return found
}

/** How many browsers of the account say when something waits. */
export const countBells = (db: Db, viewer: Viewer): Promise<number> =>
  db.$count(deskBells, eq(deskBells.userId, demandAccount(viewer, 'digest.manage_own').userId))
