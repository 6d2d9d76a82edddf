import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { bigramsOf } from '#db/search-text.ts'

export type Slot = 'a' | 'b'

export interface Tables {
  documents: SQL
  names: SQL
}

export const tablesOf = (slot: Slot): Tables => ({
  documents: sql.raw(`search_documents_${slot}`),
  names: sql.raw(`search_names_${slot}`),
})

export interface IndexState {
  live: Slot
  isRebuilding: boolean
  edition: number
}

/** Read at each question: whoever remembered it would ask a table that was just emptied. */
export async function readState(db: Db): Promise<IndexState> {
  const [state] = await db.execute<{ live: Slot; isRebuilding: boolean; edition: number }>(
    sql`select live, is_rebuilding as "isRebuilding", edition from search_state`,
  )
  return state ?? { live: 'a', isRebuilding: false, edition: 0 }
}

export const liveTables = async (db: Db): Promise<Tables> => tablesOf((await readState(db)).live)

/** Postgres' form of an array of texts, as one parameter. */
export const textArray = (texts: readonly string[]): SQL =>
  sql`${`{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`}::text[]`

const escaped = (word: string): string => word.replace(/[\\%_]/g, '\\$&')

export const contains = (column: SQL, word: string): SQL => sql`${column} like ${`%${escaped(word)}%`}`
export const begins = (column: SQL, word: string): SQL => sql`${column} like ${`${escaped(word)}%`}`

/** Each word stands whole in the text: its pairs are found by the index, then the text is read (decision 009). */
export function holdsWords(column: SQL, words: readonly string[]): SQL {
  const read = words.filter((word) => Array.from(word).length > 2).map((word) => sql` and ${contains(column, word)}`)
  return sql`search_bigrams(${column}) @> ${textArray(bigramsOf(words))}${sql.join(read)}`
}
