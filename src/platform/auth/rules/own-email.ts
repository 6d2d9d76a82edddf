import { timingSafeEqual } from 'node:crypto'
import { sealed } from '#platform/auth/secret.ts'

const minuteMs = 60_000
/** Between two letters that ask for the same account. */
export const askAgainMs = 2 * minuteMs
/** How long the link in the letter is good. */
export const linkHours = 72

/** What stands in the account's place for an address that it has not given; no letter goes there (RFC 2606). */
export const madeEmail = (username: string): string => `${username}@accounts.invalid`
/** The account's own address; undefined for one that was made. */
export const ownEmail = (email: string): string | undefined => (/\.invalid$/i.test(email) ? undefined : email)

/** How an address is compared and kept: the part behind the @ is the same in capitals and small letters. */
export const keptAddress = (address: string): string => {
  const at = address.lastIndexOf('@')
  return address.slice(0, at) + address.slice(at).toLowerCase()
}

interface Asked {
  userId: string
  address: string
  nonce: string
}
/** Good for this account and this address alone. */
export const emailToken = ({ userId, address, nonce }: Asked): string => sealed('own-email', userId, address, nonce)

export function isEmailToken(given: string, asked: Asked & { askedAt: Date }, now: Date): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(emailToken(asked))]
  const isRight = a.length === b.length && timingSafeEqual(a, b)
  return isRight && now.getTime() - asked.askedAt.getTime() <= linkHours * 60 * minuteMs
}
