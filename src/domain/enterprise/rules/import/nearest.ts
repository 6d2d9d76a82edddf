/** The names that are closest to what was typed: those that contain it or are contained first, then by differing characters. */
export function nearest(given: string, names: readonly string[], most = 3): string[] {
  const scored = names.map((name) => {
    const holds = given.length > 1 && (name.includes(given) || given.includes(name))
    return { name, distance: holds ? 0.5 : editDistance(given, name) }
  })
  const enough = Math.max(1, Math.ceil(given.length / 2))
  return scored
    .filter(({ distance }) => distance <= enough)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ name }) => name)
}

/** Insertions, deletions and replacements from one text to the other (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}
