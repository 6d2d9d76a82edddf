import { createHmac, timingSafeEqual } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { memberships, sessions, users } from '#db/schema/account.ts'
import { cookiePrefix } from '#platform/auth/auth.ts'
import { isOver } from '#platform/auth/rules/session.ts'
import { authSecret } from '#platform/auth/secret.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'
import { preparedOnce } from '#platform/prepared.ts'

export const sessionCookie = `${cookiePrefix}.session_token`
const TOUCH_MS = 60_000

/** The session that a request came with. */
export interface Session {
  id: string
  token: string
  username: string
  /** The passphrase in use was handed out by the administrator: nothing can be done before one's own is set. */
  mustSetPassphrase: boolean
}

/** A signed-in request, as the commands on one's own account need it. */
export interface Here {
  viewer: Viewer
  session: Session
  /** Cookie and User-Agent, as sent. */
  headers: Headers
  clientAddress: string
  /** The browser's id when this account was signed in there before (device.ts). */
  deviceId: string | undefined
  requestId: string
}

/** Who a session cookie stands for; undefined for none, a forged one, one that is over, and a disabled account. */
export async function readViewer(
  db: Db,
  cookie: string,
  now: Date,
): Promise<{ viewer: Account; session: Session } | undefined> {
  const token = tokenOf(cookie)
  if (!token) return undefined
  const [row] = await preparedOnce(db, 'viewer', () => viewerQuery(db)).execute({ token })
  if (!row || row.disabledAt || isOver(row, row.role, now)) return undefined
  if (now.getTime() - row.lastSeenAt.getTime() > TOUCH_MS) {
    await db
      .update(sessions)
      .set({ updatedAt: sql`greatest(${sessions.updatedAt}, ${now.toISOString()}::timestamptz)` })
      .where(eq(sessions.id, row.id))
  }
  const { userId, name, role, regionCode, department, enterpriseId } = row
  return {
    viewer: {
      role,
      userId,
      name,
      regionCode,
      department,
      enterpriseId,
      hasSecondFactor: row.secondFactorAt !== null,
    },
    session: { id: row.id, token, username: row.username ?? '', mustSetPassphrase: row.oneTimeUntil !== null },
  }
}

const viewerQuery = (db: Db) =>
  db
    .select({
      id: sessions.id,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.updatedAt,
      expiresAt: sessions.expiresAt,
      secondFactorAt: sessions.secondFactorAt,
      userId: users.id,
      username: users.username,
      name: users.name,
      disabledAt: users.disabledAt,
      oneTimeUntil: users.oneTimeUntil,
      role: memberships.role,
      regionCode: memberships.regionCode,
      department: memberships.department,
      enterpriseId: memberships.enterpriseId,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(eq(sessions.token, sql.placeholder('token')))

/** The signed value of a cookie as better-auth writes it: `value.base64(HMAC-SHA256)`. Its inverse is {@link signed}. */
export function tokenOf(cookie: string): string | undefined {
  const dot = cookie.lastIndexOf('.')
  if (dot < 1) return undefined
  const value = cookie.slice(0, dot)
  const given = Buffer.from(cookie)
  const right = Buffer.from(signed(value))
  return given.length === right.length && timingSafeEqual(given, right) ? value : undefined
}

export function signed(value: string): string {
  return `${value}.${createHmac('sha256', authSecret()).update(value).digest('base64')}`
}
