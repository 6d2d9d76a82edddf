import { randomBytes } from 'node:crypto'
import { cookiePrefix } from '#platform/auth/auth.ts'
import { sealed } from '#platform/auth/secret.ts'
import { signed, tokenOf } from '#platform/auth/viewer.ts'

/**
 * A browser remembers, signed, which accounts were signed in there before. It opens nothing: it only gives the account's
 * owner a count of wrong attempts of their own, which nobody elsewhere can fill (brake.ts).
 */
export const deviceCookie = `${cookiePrefix}.device`
export const deviceCookieMaxAgeS = 180 * 86_400
const MOST_ACCOUNTS = 8

/** The browser's id when this account was signed in there before. */
export function knownDevice(cookie: string | undefined, username: string): string | undefined {
  const device = parse(cookie)
  return device?.accounts.includes(mark(device.id, username)) ? device.id : undefined
}

/** The cookie's new value after a sign-in of this account. */
export function rememberDevice(cookie: string | undefined, username: string): string {
  const device = parse(cookie) ?? { id: randomBytes(16).toString('base64url'), accounts: [] }
  const own = mark(device.id, username)
  const accounts = [own, ...device.accounts.filter((account) => account !== own)].slice(0, MOST_ACCOUNTS)
  return signed(`${device.id}~${accounts.join('~')}`)
}

const mark = (id: string, username: string) => sealed('device-account', id, username).slice(0, 16)

function parse(cookie: string | undefined) {
  const [id, ...accounts] = (cookie && tokenOf(cookie))?.split('~') ?? []
  return id ? { id, accounts } : undefined
}
