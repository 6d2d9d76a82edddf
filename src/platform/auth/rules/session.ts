import type { AccountRole } from '#platform/permissions/viewer.ts'

const HOUR = 3_600_000

export interface Lifetime {
  /** From the sign-in on, whatever happens. */
  absoluteMs: number
  /** Without a request. */
  idleMs: number
}

/** Roles that see or decide what others may not: they give a second factor, and their sessions end with the working day. */
const regulatorRoles: readonly AccountRole[] = ['county_officer', 'city_officer', 'auditor', 'administrator']

export const needsSecondFactor = (role: AccountRole): boolean => regulatorRoles.includes(role)

/** How long a session lives: 12 hours for regulators (an hour without a request ends it), 7 days for others (a day). */
export function lifetimeOf(role: AccountRole | undefined): Lifetime {
  const regulator = role === undefined || needsSecondFactor(role)
  return regulator ? { absoluteMs: 12 * HOUR, idleMs: HOUR } : { absoluteMs: 7 * 24 * HOUR, idleMs: 24 * HOUR }
}

/** Is a session over at `now`? Both ends are exclusive: at the very moment of the limit it is over. */
export function isOver(
  session: { createdAt: Date; lastSeenAt: Date; expiresAt: Date },
  role: AccountRole,
  now: Date,
): boolean {
  const { absoluteMs, idleMs } = lifetimeOf(role)
  return (
    now.getTime() >= session.expiresAt.getTime() ||
    now.getTime() >= session.createdAt.getTime() + absoluteMs ||
    now.getTime() >= session.lastSeenAt.getTime() + idleMs
  )
}
