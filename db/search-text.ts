import { pinyin } from 'pinyin-pro'
import { simplified } from '#db/simplified.ts'

/**
 * One spelling for everything that is searched: full width becomes half width (NFKC), upper case lower case, traditional characters
 * simplified ones, brackets and other signs become blanks (`益环罚〔2017〕12号` and `益环罚[2017]12号` are one). A point between two digits stays: `pm2.5`.
 */
export function normaliseSearch(text: string): string {
  return simplified(text.toWellFormed().normalize('NFKC').toLowerCase())
    .replace(/(?:[^\p{L}\p{N}\p{M}.]|(?<!\p{N})\.|\.(?!\p{N}))+/gu, ' ')
    .trim()
}

/** A name as one word: `GB 3544-2008` -> `gb35442008`. Whoever types it with other blanks or signs means the same. */
export const nameKey = (name: string): string => normaliseSearch(name).replaceAll(' ', '')

/** The words of one row's search text, each once, separated by a blank. */
export function searchText(parts: readonly (string | null | undefined)[]): string {
  const words = parts.flatMap((part) => (part ? normaliseSearch(part).split(' ') : []))
  return [...new Set(words)].filter((word) => word !== '').join(' ')
}

/** What a person types into a search box, cut into the words that must all occur. */
export function searchTerms(q: string): string[] {
  return [...new Set(normaliseSearch(q).split(' '))].filter((term) => term !== '')
}

/**
 * The pairs of neighbouring characters by which the index finds words: the same cut as the database function
 * `search_bigrams`, so that a query needs no function call in its plan. A one-character word stands for itself.
 */
export function bigramsOf(terms: readonly string[]): string[] {
  const grams = terms.flatMap((term) => {
    const signs = Array.from(term)
    return signs.length < 2 ? signs : signs.slice(1).map((sign, place) => `${signs[place]}${sign}`)
  })
  return [...new Set(grams)]
}

/** 益阳示例造纸有限公司 -> `yi yang shi li zao zhi you xian gong si`: sorts names as a Chinese reader expects. */
export function namePinyin(name: string): string {
  return syllables(name).join(' ')
}

/**
 * How a name may be typed without an input method: all syllables run together and their first letters. A `ü` is typed `v`
 * by input methods and `u` by everybody else: both stand.
 */
export function pinyinSpellings(name: string): string[] {
  const parts = syllables(name)
  const whole = parts.join('')
  const initials = parts.map((part) => (/^[a-z]+$/.test(part) ? part.charAt(0) : part)).join('')
  return [...new Set([whole, whole.replace(/([ln])v/g, '$1u'), initials])]
}

function syllables(name: string): string[] {
  const plain = normaliseSearch(name).replaceAll(' ', '')
  return pinyin(plain, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' }).map((part) => part.trim())
}

export interface EnterpriseSearchParts {
  creditCode: string
  name: string
  nameEn?: string | null
  shortNames?: readonly string[]
  formerNames?: readonly string[]
  address: string
  /** Names of its region and sector in both languages: `桃江 造纸` is what people type. */
  regionNames: readonly string[]
  sectorNames: readonly string[]
  /** Names, symbols and aliases of the factors at its outlets. */
  factorNames: readonly string[]
}

/**
 * All that a person may type to find an enterprise. The characters of its own names also stand alone, so that a single
 * character finds something.
 */
export function enterpriseSearchText(enterprise: EnterpriseSearchParts): string {
  const names = [enterprise.name, ...(enterprise.shortNames ?? []), ...(enterprise.formerNames ?? [])]
  return searchText([
    ...names,
    enterprise.nameEn,
    ...names.flatMap(pinyinSpellings),
    enterprise.creditCode,
    enterprise.address,
    ...enterprise.regionNames,
    ...enterprise.sectorNames,
    ...enterprise.factorNames,
    ...names.flatMap((name) => Array.from(name)),
  ])
}
