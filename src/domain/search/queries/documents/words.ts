import { nameKey, searchText } from '#db/search-text.ts'
import { listRegions } from '#domain/region/queries.ts'
import { remembered } from '#platform/remember.ts'
import { hasHan } from '#platform/search/spell.ts'

/**
 * All words of a document: its parts, its names also as one word each, and their characters alone, so that a single one finds
 * something.
 */
export const wordsOf = (names: readonly string[], parts: readonly (string | null | undefined)[]): string =>
  searchText([...names, ...parts, ...names.map(nameKey), ...names.filter(hasHan).flatMap((name) => Array.from(name))])

/** What stands in front of names to say where: 益阳市, 益阳, 桃江县, 桃江; the longest first. */
export const placeNames = remembered(async (db): Promise<string[]> => {
  const whole = ['湖南省', '益阳市', ...(await listRegions(db)).map(({ nameZh }) => nameZh)]
  const short = whole.filter((name) => name.length > 2).map((name) => name.replace(/[省市区县]$/, ''))
  return [...new Set([...whole, ...short])].sort((a, b) => b.length - a.length)
})
