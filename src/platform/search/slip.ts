/**
 * Slips of the pen: one sign wrong, missing or too much, or two neighbours that changed places. Texts are arrays of signs, so that
 * a Chinese character is one of them.
 */

/** Whether one slip at most leads from one word to the other. */
export function isOneSlipApart(a: readonly string[], b: readonly string[]): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  if (at === long.length) return true
  if (short.length < long.length) return sameFrom(short, at, long, at + 1)
  const isSwapped = short[at] === long[at + 1] && short[at + 1] === long[at]
  return sameFrom(short, at + 1, long, at + 1) || (isSwapped && sameFrom(short, at + 2, long, at + 2))
}

function sameFrom(a: readonly string[], from: number, b: readonly string[], start: number): boolean {
  if (a.length - from !== b.length - start) return false
  for (let i = 0; from + i < a.length; i++) if (a[from + i] !== b[start + i]) return false
  return true
}

/** The part of a name that was meant by a word with one slip in it; of several the one as long as the word. */
export function partMeant(word: readonly string[], name: readonly string[]): string | undefined {
  for (const length of [word.length, word.length + 1, word.length - 1]) {
    for (let start = 0; start + length <= name.length; start++) {
      const part = name.slice(start, start + length)
      if (isOneSlipApart(word, part)) return part.join('')
    }
  }
  return undefined
}

/** The part of a name that sounds as the word does. `syllables` of both: one for each sign. */
export function partSounding(
  wanted: readonly string[],
  name: readonly string[],
  syllables: readonly string[],
): string | undefined {
  for (let start = 0; start + wanted.length <= name.length; start++)
    if (wanted.every((syllable, i) => syllables[start + i] === syllable))
      return name.slice(start, start + wanted.length).join('')
  return undefined
}

/**
 * Pairs of neighbouring signs that a name must hold for each place where the slip may be: a name that was meant holds all pairs of
 * one of these sets. Words too short to leave a pair have none.
 */
export function pairsLeft(word: readonly string[]): string[][] {
  const sets = new Map<string, string[]>()
  for (const [from, to] of gaps(word.length)) {
    const pairs = [...new Set([...pairsOf(word.slice(0, from)), ...pairsOf(word.slice(to))])]
    if (pairs.length > 0) sets.set(pairs.join(' '), pairs)
  }
  return [...sets.values()]
}

const longWord = 8

/** What may be spoilt: any one sign and its neighbour of a short word; of a long one any third of it. */
function gaps(length: number): [from: number, to: number][] {
  if (length <= longWord) {
    const single = Array.from({ length }, (_, i): [number, number] => [i, i + 1])
    const swapped = Array.from({ length: Math.max(0, length - 1) }, (_, i): [number, number] => [i, i + 2])
    return length > 4 ? [...single, ...swapped] : single
  }
  const cuts = [0, Math.ceil(length / 3), Math.ceil((2 * length) / 3), length]
  // The last sign before a third goes with it: two neighbours may have changed places across the cut.
  return [0, 1, 2].map((third) => [
    Math.max(0, (cuts[third] as number) - 1),
    Math.min(length, (cuts[third + 1] as number) + 1),
  ])
}

const pairsOf = (signs: readonly string[]): string[] => signs.slice(1).map((sign, place) => `${signs[place]}${sign}`)
