import { createHash } from 'node:crypto'

/** By which a key is known for one of ours in a log, a mail or a repository where it should not be. */
const mark = 'qyk_'
const bodyLength = 43

/** @param random 32 random bytes */
export const apiKeyOf = (random: Uint8Array): string => mark + Buffer.from(random).toString('base64url')

export const isApiKey = (text: string): boolean =>
  text.length === mark.length + bodyLength && text.startsWith(mark) && /^[A-Za-z0-9_-]+$/.test(text)

/** What its owner knows it again by: too short to be of use to anybody else. */
export const prefixOf = (key: string): string => key.slice(0, mark.length + 6)

/** 256 random bits need no slow hash. */
export const hashOfKey = (key: string): string => createHash('sha256').update(key).digest('hex')

/** The key of `Authorization: Bearer qyk_…`; undefined when there is none of ours. */
export function bearerKey(header: string | null): string | undefined {
  const key = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1]
  return key !== undefined && isApiKey(key) ? key : undefined
}
