import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { type Tables, textArray } from '#platform/search/postgres/tables.ts'
import { pairsLeft, partMeant, partSounding } from '#platform/search/slip.ts'
import { hasHan, soundPairs, syllablesOf } from '#platform/search/spell.ts'

/** So many names are looked at for one word. */
const mostNames = 300
const longest = 40

/**
 * What may have been meant by a word that stands nowhere: parts of known names that sound the same, then those with one sign wrong,
 * missing or too much, the ones that most names have first.
 */
export async function partsMeant(db: Db, tables: Tables, word: string): Promise<string[]> {
  const signs = Array.from(word)
  if (signs.length < 2 || signs.length > longest) return []
  const sounding = hasHan(word) ? parts(await namesSounding(db, tables, word), soundsLike(word)) : []
  const least = hasHan(word) ? 3 : 4
  const oneSlip =
    signs.length >= least ? parts(await namesNear(db, tables, signs), (name) => partMeant(signs, Array.from(name))) : []
  return [...new Set([...sounding, ...oneSlip])].filter((part) => part !== word)
}

function soundsLike(word: string): (name: string) => string | undefined {
  const wanted = syllablesOf(word)
  return (name) => {
    const [signs, syllables] = [Array.from(name), syllablesOf(name)]
    return signs.length === syllables.length ? partSounding(wanted, signs, syllables) : undefined
  }
}

export async function namesSounding(db: Db, { names }: Tables, word: string): Promise<Named[]> {
  const pairs = soundPairs(word)
  if (pairs.length === 0) return []
  return db.execute<Named>(
    sql`select key, name, weight from ${names} where sounds @> ${textArray(pairs)} limit ${mostNames}`,
  )
}

export async function namesNear(db: Db, { names }: Tables, signs: readonly string[]): Promise<Named[]> {
  const sets = pairsLeft(signs)
  if (sets.length === 0) return []
  const holds = sets.map((pairs) => sql`search_bigrams(name) @> ${textArray(pairs)}`)
  return db.execute<Named>(
    sql`select key, name, weight from ${names} where ${sql.join(holds, sql` or `)} limit ${mostNames}`,
  )
}

export interface Named extends Record<string, unknown> {
  key: string
  name: string
  weight: number
}

/** The parts that were meant, those of most names first. */
function parts(names: readonly Named[], partOf: (name: string) => string | undefined): string[] {
  const counts = new Map<string, number>()
  for (const { name } of names) {
    const part = partOf(name)
    if (part !== undefined) counts.set(part, (counts.get(part) ?? 0) + 1)
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([part]) => part)
}
