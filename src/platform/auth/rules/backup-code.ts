import { randomInt } from 'node:crypto'

/** Twelve digits in three groups: easy to write down and to type on any keyboard, 10^12 possibilities. */
export const makeBackupCode = (): string =>
  Array.from({ length: 3 }, () => String(randomInt(10_000)).padStart(4, '0')).join('-')

/** What was typed into the field for codes: six digits of the app, or a backup code with or without its hyphens. */
export function readCode(typed: string): { kind: 'totp' | 'backup'; digits: string } {
  const bare = typed.normalize('NFKC').replace(/[\s\p{Pd}]/gu, '')
  return /^\d{12}$/.test(bare)
    ? { kind: 'backup', digits: `${bare.slice(0, 4)}-${bare.slice(4, 8)}-${bare.slice(8)}` }
    : { kind: 'totp', digits: bare }
}
