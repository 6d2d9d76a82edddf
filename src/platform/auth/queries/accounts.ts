import { and, asc, eq, gt, ilike, isNotNull, isNull, or } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { memberships, users } from '#db/schema/account.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { regions } from '#db/schema/region.ts'
import type { AccountSearch } from '#platform/auth/input.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

const columns = {
  username: users.username,
  name: users.name,
  disabledAt: users.disabledAt,
  oneTimeUntil: users.oneTimeUntil,
  hasSecondFactor: users.twoFactorEnabled,
  createdAt: users.createdAt,
  role: memberships.role,
  department: memberships.department,
  organisation: memberships.organisation,
  regionNameZh: regions.nameZh,
  regionNameEn: regions.nameEn,
  enterpriseName: enterprises.name,
  creditCode: enterprises.creditCode,
}

const ACCOUNTS_PER_PAGE = 50

/** Accounts in the order of their usernames, from the one after the cursor on. */
export async function listAccounts(db: Db, viewer: Viewer, search: AccountSearch) {
  demand(viewer, 'account.administer')
  const like = search.q ? `%${search.q.replace(/[\\%_]/g, '\\$&')}%` : undefined
  const rows = await selectAccounts(db)
    .where(
      and(
        isNotNull(users.username),
        like
          ? or(
              ilike(users.username, like),
              ilike(users.name, like),
              ilike(enterprises.name, like),
              ilike(memberships.organisation, like),
            )
          : undefined,
        search.role ? eq(memberships.role, search.role) : undefined,
        search.state === 'disabled' ? isNotNull(users.disabledAt) : undefined,
        search.state === 'open' ? isNull(users.disabledAt) : undefined,
        search.after ? gt(users.username, search.after) : undefined,
      ),
    )
    .orderBy(asc(users.username))
    .limit(ACCOUNTS_PER_PAGE + 1)
  const page = rows.slice(0, ACCOUNTS_PER_PAGE)
  return { rows: page, next: rows.length > ACCOUNTS_PER_PAGE ? (page.at(-1)?.username ?? null) : null }
}

/** One account; undefined when there is none of this name. */
export async function getAccount(db: Db, viewer: Viewer, username: string) {
  demand(viewer, 'account.administer')
  const [row] = await selectAccounts(db).where(eq(users.username, username))
  return row
}

export type AccountRow = NonNullable<Awaited<ReturnType<typeof getAccount>>>

const selectAccounts = (db: Db) =>
  db
    .select(columns)
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .leftJoin(regions, eq(regions.code, memberships.regionCode))
    .leftJoin(enterprises, eq(enterprises.id, memberships.enterpriseId))
    .$dynamic()
