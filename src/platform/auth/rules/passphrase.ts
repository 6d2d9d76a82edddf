import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { localWords, pinyinSyllables } from '#platform/auth/rules/common-words.ts'

/**
 * Length first: 15 characters is the floor of NIST SP 800-63B-4 (3.1.1.2) for a passphrase that may stand alone. Rules about
 * capitals and signs are left out on purpose (the same clause): they make passphrases that are hard to keep, easy to guess.
 */
export const passphraseLength = { min: 15, max: 200 } as const
/** Guesses that one must withstand, as a power of ten: a month of 100,000 tries a second at a stolen database. */
const neededGuessesLog10 = 11.5
/** Of a passphrase without the names around its account, this much must be left. */
const leastWithoutNames = 10

export type PassphraseProblem = 'too_short' | 'too_long' | 'names' | 'guessable'

/** What to do about it, and why. */
export const passphraseAdvice: Record<PassphraseProblem, string> = {
  too_short: `至少 ${passphraseLength.min} 个字符：口令靠长度防猜，四五个不相干的词连起来就够了 / At least ${passphraseLength.min} characters: length is what withstands guessing, and four or five unrelated words are enough`,
  too_long: `最多 ${passphraseLength.max} 个字符 / At most ${passphraseLength.max} characters`,
  names:
    '去掉用户名、单位名和本站名称后所剩太少：这些是别人最先猜的，请换成与它们无关的词 / Too little is left without the names of the account, the firm and this site: these are guessed first. Please use words that have nothing to do with them',
  guessable:
    '太容易猜到：含常见口令、拼音词、键盘连键或重复。请换几个不相干的词 / Too easy to guess: it is made of common passphrases, Pinyin words, rows of keys or repetitions. Please use a few unrelated words',
}

let estimator: ZxcvbnFactory | undefined

/**
 * What is wrong with a passphrase that someone wants to set; undefined when it is good. Characters are code points of the
 * normalised text, so a Chinese one counts as one.
 * @param names of the account and what it belongs to, in Chinese and Pinyin: a passphrase of them is no secret
 */
export function judgePassphrase(passphrase: string, names: readonly string[]): PassphraseProblem | undefined {
  const text = normalisePassphrase(passphrase)
  const length = [...text].length
  if (length < passphraseLength.min) return 'too_short'
  if (length > passphraseLength.max) return 'too_long'
  const known = [...names, 'qingyuan', 'yiyang', '清源', '益阳'].map((name) => name.toLowerCase()).filter(isTelling)
  if (lengthWithout(text.toLowerCase(), known) < leastWithoutNames) return 'names'
  estimator ??= new ZxcvbnFactory({
    dictionary: { ...dictionary, localWords: [...localWords], pinyin: [...new Set(pinyinSyllables)] },
    graphs: adjacencyGraphs,
  })
  // Beyond 64 characters only a repetition could still be weak, and that shows before.
  const { guessesLog10 } = estimator.check([...text].slice(0, 64).join(''), known)
  return guessesLog10 < neededGuessesLog10 ? 'guessable' : undefined
}

/** Full-width and composed characters become their plain form, so that another keyboard types the same passphrase. */
export const normalisePassphrase = (passphrase: string): string => passphrase.normalize('NFKC')

const isTelling = (name: string) => [...name].length >= (/\p{Script=Han}/u.test(name) ? 2 : 3)

function lengthWithout(text: string, names: readonly string[]): number {
  const left = [...names].sort((a, b) => b.length - a.length).reduce((rest, name) => rest.replaceAll(name, ''), text)
  return [...left.replace(/[^\p{L}\p{N}]/gu, '')].length
}
