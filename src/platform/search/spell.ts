import { nameKey, namePinyin, pinyinSpellings } from '#db/search-text.ts'
import type { Spelling } from '#platform/search/port.ts'

const mostNames = 40
const longestName = 200

/**
 * All spellings under which names may be begun to be typed: the names themselves, their pinyin whole and by its first letters;
 * codes as they are. `placeNames` are taken off the front: whoever looks for 益阳市赫山区某某厂 types 某某厂.
 */
export function spellingsOf(
  names: readonly string[],
  { codes = [], placeNames = [] }: { codes?: readonly string[]; placeNames?: readonly string[] } = {},
): Spelling[] {
  const shorter = names.map((name) => withoutPlace(name, placeNames)).filter((name) => name !== undefined)
  const spelled = new Map<string, Spelling>()
  const add = (name: string, sounds: string[] = []) => {
    const key = nameKey(name).slice(0, longestName)
    if (key !== '' && !spelled.has(key)) spelled.set(key, { name: key, sounds })
  }
  for (const name of [...names, ...shorter]) add(name, soundPairs(name))
  for (const name of [...names, ...shorter]) if (hasHan(name)) for (const typed of pinyinSpellings(name)) add(typed)
  for (const code of codes) add(code)
  return [...spelled.values()].slice(0, mostNames)
}

export const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** For each sign of a name (nameKey) how it sounds; what is not Chinese stands for itself. */
export function syllablesOf(name: string): string[] {
  const spelled = namePinyin(name).split(' ')
  const signs = Array.from(nameKey(name))
  let next = 0
  return signs.map((sign, place) => {
    if (hasHan(sign)) return spelled[next++] ?? sign
    const following = signs[place + 1]
    if (following === undefined || hasHan(following)) next++ // a run of other signs is one part
    return sign
  })
}

/** 造纸厂 -> `zao zhi`, `zhi chang`. */
export function soundPairs(text: string): string[] {
  if (!hasHan(text)) return []
  const syllables = syllablesOf(text)
  return [...new Set(syllables.slice(1).map((syllable, place) => `${syllables[place]} ${syllable}`))]
}

/** Without the city and the county at its front; undefined where none stands there or too little is left. */
function withoutPlace(name: string, places: readonly string[]): string | undefined {
  let rest = name
  for (let found: string | undefined = ''; found !== undefined; ) {
    found = places.find((place) => rest.startsWith(place))
    if (found !== undefined) rest = rest.slice(found.length)
  }
  return rest === name || Array.from(rest).length < 3 ? undefined : rest
}
