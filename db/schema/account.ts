import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { at } from '#db/schema/columns.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { accountRole, department } from '#db/schema/enums.ts'
import { regions } from '#db/schema/region.ts'

/**
 * better-auth's own tables (user, session, account, verification, twoFactor): its property names, our table names, and
 * what our rules add to them. `email` is made from the username until an account gives its own (better-auth asks for one).
 */
export const users = pgTable('users', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  username: text().unique(),
  displayUsername: text(),
  twoFactorEnabled: boolean().default(false),
  /** Since when the account may not sign in. */
  disabledAt: at(),
  /** Until when the passphrase that the administrator handed out may be used, once, to set one's own. */
  oneTimeUntil: at(),
  createdAt: at().notNull().defaultNow(),
  updatedAt: at().notNull().defaultNow(),
})

/** 邮箱: an address that an account asked for as its own, until the letter to it is answered; then it stands in `users.email`. */
export const emailChanges = pgTable(
  'email_changes',
  {
    userId: text()
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    address: text().notNull(),
    /** Makes, with the installation's secret, the link in the letter. */
    nonce: text().notNull(),
    askedAt: at().notNull(),
  },
  (t) => [check('email_changes_bounded', sql`length(${t.address}) between 3 and 254`)],
)

export const sessions = pgTable(
  'sessions',
  {
    id: text().primaryKey(),
    token: text().notNull().unique(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    expiresAt: at().notNull(),
    /** Always empty: better-auth has the column, we do not keep addresses. */
    ipAddress: text(),
    /** A coarse label such as `Firefox, Windows`, by which its owner knows it again. */
    userAgent: text(),
    /** When the second factor was given in this session. */
    secondFactorAt: at(),
    createdAt: at().notNull().defaultNow(),
    /** Last seen, to the minute. */
    updatedAt: at().notNull().defaultNow(),
  },
  (t) => [index('sessions_by_user').on(t.userId)],
)

export const credentials = pgTable(
  'credentials',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: at(),
    refreshTokenExpiresAt: at(),
    scope: text(),
    password: text(),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
  },
  (t) => [index('credentials_by_user').on(t.userId)],
)

export const verifications = pgTable(
  'verifications',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: at().notNull(),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
  },
  (t) => [index('verifications_by_identifier').on(t.identifier)],
)

export const twoFactors = pgTable(
  'two_factors',
  {
    id: text().primaryKey(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    secret: text().notNull(),
    backupCodes: text().notNull(),
    verified: boolean().default(true),
    failedVerificationCount: integer().default(0),
    lockedUntil: at(),
    /** The 30-second step whose code was accepted last: a code is good once (RFC 6238, 5.2). */
    lastStep: integer(),
  },
  (t) => [index('two_factors_by_user').on(t.userId)],
)

/** What an account is in the city: its role, and the region, department or enterprise that the role is tied to. */
export const memberships = pgTable(
  'memberships',
  {
    userId: text()
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: accountRole().notNull(),
    regionCode: text().references(() => regions.code),
    department: department(),
    enterpriseId: integer().references(() => enterprises.id),
    organisation: text(),
  },
  (t) => [
    index('memberships_by_enterprise').on(t.enterpriseId),
    check('memberships_firm_has_enterprise', sql`(${t.role} = 'firm') = (${t.enterpriseId} is not null)`),
    check('memberships_county_has_region', sql`(${t.role} = 'county_officer') = (${t.regionCode} is not null)`),
    check(
      'memberships_officer_has_department',
      sql`(${t.role} in ('county_officer', 'city_officer')) = (${t.department} is not null)`,
    ),
    check(
      'memberships_organisation',
      sql`${t.role} not in ('monitoring_operator', 'ngo') or ${t.organisation} is not null`,
    ),
  ],
)

/** Failed sign-ins, counted by a key that names the account and where the attempt came from, never the account alone. */
export const signInAttempts = pgTable('sign_in_attempts', {
  key: text().primaryKey(),
  failures: integer().notNull().default(0),
  lastFailedAt: at().notNull().defaultNow(),
  blockedUntil: at(),
})

/** Keys with which an account's programs write through the API. The key itself is shown once and kept as SHA-256 only. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    userId: text()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** Its first characters, by which its owner knows it again. */
    prefix: text().notNull(),
    keyHash: text().notNull().unique(),
    createdAt: at().notNull(),
    lastUsedAt: at(),
    revokedAt: at(),
  },
  (t) => [index('api_keys_by_user').on(t.userId), check('api_keys_name', sql`length(${t.name}) between 1 and 80`)],
)
