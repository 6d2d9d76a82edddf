import { randomBytes, randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import { sessionCookie, signed } from '#platform/auth/viewer.ts'

export interface TestSession {
  /** For `browserContext.addCookies`; `https`, because the protocol puts no `__Host-` cookie on another scheme. */
  cookie: { name: string; value: string; url: string; secure: true; httpOnly: true; sameSite: 'Lax' }
  /** For fetch: the Cookie header. */
  header: string
}

export interface SessionOptions {
  /** Whether the second factor was given; without it, as the role asks. */
  secondFactor?: boolean
  /** How long ago the session began and was last seen, in milliseconds. */
  ageMs?: number
}

/**
 * A session of a demo account on the site under test, made in its database: as after a sign-in, without the time that one
 * takes. `username` as in db/seed/accounts.ts.
 */
export async function sessionOf(username: string, options: SessionOptions = {}): Promise<TestSession> {
  const sql = siteDatabase()
  try {
    return await sessionOn({ url: inject('siteUrl'), sql }, username, options)
  } finally {
    await sql.end()
  }
}

/** The same on a site of one's own (support/moved-site.ts). */
export async function sessionOn(
  { url, sql }: { url: string; sql: postgres.Sql },
  username: string,
  options: SessionOptions = {},
): Promise<TestSession> {
  const token = randomBytes(24).toString('base64url')
  const at = new Date(Date.now() - (options.ageMs ?? 0))
  const made = await sql`
    insert into sessions (id, token, user_id, expires_at, created_at, updated_at, second_factor_at, user_agent)
    select ${randomUUID()}, ${token}, id, ${at}::timestamptz + interval '7 days', ${at}, ${at},
      case when ${options.secondFactor ?? null}::boolean is null then case when two_factor_enabled then ${at}::timestamptz end
        when ${options.secondFactor ?? false} then ${at}::timestamptz end, 'Test'
    from users where username = ${username}`
  if (made.count !== 1) throw new Error(`no account ${username} on the site under test`)
  const value = encodeURIComponent(signed(token))
  return {
    cookie: {
      name: sessionCookie,
      value,
      url: url.replace(/^http:/, 'https:'),
      secure: true,
      httpOnly: true,
      sameSite: 'Lax',
    },
    header: `${sessionCookie}=${value}`,
  }
}

/** A connection to the database of the site under test, with the owner's rights. The caller ends it. */
export function siteDatabase() {
  return postgres(inject('postgresUrl').replace(/\/postgres$/, '/qy_site'), { max: 1, onnotice: () => {} })
}

/** Sends a form as a browser does from a page of the site: `await postForm('/sign-in?_action=account.signIn', {...})`. */
export async function postForm(
  path: string,
  fields: Record<string, string> | [string, string][] | URLSearchParams,
  session?: TestSession,
  headers: Record<string, string> = {},
): Promise<Response> {
  const siteUrl = inject('siteUrl')
  return fetch(siteUrl + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: siteUrl, ...(session ? { cookie: session.header } : {}), ...headers },
    body: new URLSearchParams(fields),
  })
}

/** Asks for a page, with a session or as a visitor; redirects are not followed. */
export async function ask(
  path: string,
  session?: TestSession,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(inject('siteUrl') + path, {
    redirect: 'manual',
    headers: { ...(session ? { cookie: session.header } : {}), ...headers },
  })
}
