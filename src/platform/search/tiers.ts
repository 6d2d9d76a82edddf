import { nameKey } from '#db/search-text.ts'

/**
 * How well a thing fits what was typed: 0 its title is it, 1 another of its names is, 2 its title begins so, 3 another name does, 4 a
 * name holds it, 5 the names hold all words, 6 the rest. The database says the same in SQL (postgres/find.ts).
 */
export function tierOf(names: readonly string[], words: readonly string[]): number {
  const typed = words.join('')
  const keys = names.map(nameKey)
  const [title = ''] = keys
  if (title === typed) return 0
  if (keys.includes(typed)) return 1
  if (title.startsWith(typed)) return 2
  if (keys.some((key) => key.startsWith(typed))) return 3
  if (keys.some((key) => key.includes(typed))) return 4
  const joined = keys.join('\n')
  return words.every((word) => joined.includes(word)) ? 5 : 6
}
