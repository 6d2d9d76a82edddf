import { randomInt } from 'node:crypto'
import { dictionary } from '@zxcvbn-ts/language-common'

/** How long a passphrase that the administrator hands out may wait for its first use. */
export const oneTimeMs = 72 * 3_600_000

/** Six words of the diceware list (7,776 each: 2^77): read over the telephone without a mistake, guessed by nobody. */
export function makeOneTimePassphrase(): string {
  const words = dictionary['diceware-common']
  if (!words || words.length < 6000) throw new Error('the word list is missing')
  return Array.from({ length: 6 }, () => words[randomInt(words.length)]).join('-')
}
