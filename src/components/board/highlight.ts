import { normaliseSearch, searchTerms } from '#platform/search/text.ts'

export interface Piece {
  text: string
  isHit: boolean
}

/** The text in pieces: those that the words typed stand in, and the rest. Spelled as printed, found as the search finds. */
export function highlight(text: string, q: string | undefined): Piece[] {
  const hits = hitsIn(text, q)
  if (hits.length === 0) return [{ text, isHit: false }]
  const pieces: Piece[] = []
  let at = 0
  for (const [from, to] of hits) {
    if (from > at) pieces.push({ text: text.slice(at, from), isHit: false })
    pieces.push({ text: text.slice(from, to), isHit: true })
    at = to
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isHit: false })
  return pieces
}

/** Some words round the first hit, or nothing when there is none. `around` characters on each side. */
export function excerpt(text: string, q: string | undefined, around = 40): Piece[] {
  const [first] = hitsIn(text, q)
  if (!first) return []
  const from = Math.max(0, first[0] - around)
  const to = Math.min(text.length, first[1] + around)
  const cut = text.slice(from, to).toWellFormed()
  const pieces = highlight(cut, q)
  return [
    ...(from > 0 ? [{ text: '…', isHit: false }] : []),
    ...pieces,
    ...(to < text.length ? [{ text: '…', isHit: false }] : []),
  ]
}

/** Places of the hits in the printed text, in order, those that touch joined. */
function hitsIn(text: string, q: string | undefined): [from: number, to: number][] {
  const terms = searchTerms(q ?? '')
  if (terms.length === 0) return []
  const { plain, places } = plainText(text)
  const found: [number, number][] = []
  for (const term of terms) {
    for (let at = plain.indexOf(term); at >= 0; at = plain.indexOf(term, at + term.length)) {
      found.push([places[at] as number, places[at + term.length] as number])
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1])
  const joined: [number, number][] = []
  for (const [from, to] of found) {
    const last = joined.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined
}

/** The text as the search reads it, sign by sign, and where each sign stands in the printed one. */
function plainText(text: string): { plain: string; places: number[] } {
  let plain = ''
  const places: number[] = []
  let at = 0
  for (const sign of text) {
    const read = sign === '.' ? '.' : normaliseSearch(sign) || ' '
    for (let i = 0; i < read.length; i++) places.push(at)
    plain += read
    at += sign.length
  }
  places.push(at)
  return { plain, places }
}
