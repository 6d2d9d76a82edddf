/** Signs that carry nothing when two texts are compared. */
const empty = /[\s\p{P}\p{S}]/gu
const plain = (text: string) => [...text.normalize('NFKC').toLowerCase().replace(empty, '')]

/** Each two neighbouring characters, once. */
function bigramsOf(text: string): Set<string> {
  const signs = plain(text)
  return new Set(signs.slice(1).map((sign, i) => `${signs[i]}${sign}`))
}

/** Of a long text its beginning is compared: what it is about stands there, and forty long ones take no time. */
const compared = 2000

/**
 * How much of the shorter text is in the other one, from 0 to 1: bigrams that both have, of those of the text with fewer (overlap
 * coefficient, after Szymkiewicz and Simpson). Chinese needs no words for it, and a long text finds the short one that says the same.
 */
export function likenessTo(one: string): (other: string) => number {
  const own = bigramsOf(one.slice(0, compared))
  return (other) => {
    const [few, many] = [own, bigramsOf(other.slice(0, compared))].sort((a, b) => a.size - b.size) as [
      Set<string>,
      Set<string>,
    ]
    if (few.size === 0) return 0
    return [...few].filter((pair) => many.has(pair)).length / few.size
  }
}

/**
 * A run of at least `least` characters that both texts have; undefined when there is none. By his own turn of phrase a reporter is
 * known to those who know him.
 */
export function sharedRun(one: string, other: string, least: number): string | undefined {
  const [left, right] = [plain(one), plain(other)]
  const runs = new Set(right.slice(0, right.length - least + 1).map((_, i) => right.slice(i, i + least).join('')))
  for (let i = 0; i + least <= left.length; i++) {
    const run = left.slice(i, i + least).join('')
    if (runs.has(run)) return run
  }
  return undefined
}
