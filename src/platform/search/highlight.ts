import { normaliseSearch } from '#db/search-text.ts'

export interface Passage {
  text: string
  isHit: boolean
}

/**
 * A text cut where the words were found in it, in whatever width, case or script they stand there.
 * @param most signs that are shown; of a longer text the stretch round the first word found
 */
export function highlight(text: string, words: readonly string[], most = 160): Passage[] {
  const signs = Array.from(text.toWellFormed())
  const found = spansOf(signs, words)
  const first = found.indexOf(true)
  const start = signs.length <= most || first < most * 0.7 ? 0 : Math.max(0, first - Math.floor(most / 4))
  const end = Math.min(signs.length, start + most)
  const passages: Passage[] = []
  for (let i = start; i < end; i++) {
    const last = passages.at(-1)
    if (last && last.isHit === found[i]) last.text += signs[i]
    else passages.push({ text: signs[i] as string, isHit: found[i] as boolean })
  }
  if (start > 0) passages.unshift({ text: '…', isHit: false })
  if (end < signs.length) passages.push({ text: '…', isHit: false })
  return passages
}

/** For each sign whether it belongs to a word. Signs between those of one word (brackets, blanks) go with it. */
function spansOf(signs: readonly string[], words: readonly string[]): boolean[] {
  const spelled: string[] = []
  const origin: number[] = []
  for (const [place, sign] of signs.entries()) {
    for (const unit of sign === '.' ? '.' : normaliseSearch(sign)) {
      spelled.push(unit)
      origin.push(place)
    }
  }
  const joined = spelled.join('')
  const units = offsets(spelled)
  const hit = signs.map(() => false)
  for (const word of words) {
    for (let at = joined.indexOf(word); at >= 0; at = joined.indexOf(word, at + word.length)) {
      const [from, to] = [units.get(at), units.get(at + word.length)]
      if (from === undefined || to === undefined) continue
      for (let place = origin[from] as number; place <= (origin[to - 1] as number); place++) hit[place] = true
    }
  }
  return hit
}

/** From places in the joined text to places in the list of its units. */
function offsets(units: readonly string[]): Map<number, number> {
  const places = new Map<number, number>()
  let at = 0
  for (const [i, unit] of units.entries()) {
    places.set(at, i)
    at += unit.length
  }
  return places.set(at, units.length)
}
