import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { bigramsOf, nameKey } from '#db/search-text.ts'
import type { Suggestion } from '#platform/search/port.ts'
import { type Named, namesNear, namesSounding } from '#platform/search/postgres/meant.ts'
import { begins, contains, liveTables, type Tables, textArray } from '#platform/search/postgres/tables.ts'
import { partMeant, partSounding } from '#platform/search/slip.ts'
import { hasHan, syllablesOf } from '#platform/search/spell.ts'

/** So many names that begin alike are looked at, in the order of the index. */
const mostBegun = 200
const longest = 60

/** Names that begin with what was typed, then those that hold it, then those that sound so or are one slip away. */
export async function suggest(db: Db, q: string, limit: number): Promise<Suggestion[]> {
  const typed = Array.from(nameKey(q)).slice(0, longest).join('')
  if (typed === '') return []
  const tables = await liveTables(db)
  const keys = new Map<string, number>()
  const add = (names: readonly Named[]) => {
    const best = [...names].sort((a, b) => b.weight - a.weight || a.name.length - b.name.length)
    for (const { key } of best) if (!keys.has(key)) keys.set(key, keys.size)
  }
  add(await namesWhere(db, tables, sql`name = ${typed}`))
  add(await namesWhere(db, tables, sql`${begins(sql`name`, typed)} order by name using ~<~`))
  const signs = Array.from(typed)
  if (keys.size < limit && signs.length > 1) add(await namesHolding(db, tables, typed))
  if (keys.size === 0) add(await namesMeant(db, tables, signs))
  return shown(db, tables, [...keys.keys()].slice(0, limit))
}

const namesWhere = (db: Db, { names }: Tables, condition: SQL): Promise<Named[]> =>
  db.execute<Named>(sql`select key, name, weight from ${names} where ${condition} limit ${mostBegun}`)

const namesHolding = (db: Db, tables: Tables, typed: string) =>
  namesWhere(
    db,
    tables,
    sql`search_bigrams(name) @> ${textArray(bigramsOf([typed]))} and ${contains(sql`name`, typed)}`,
  )

async function namesMeant(db: Db, tables: Tables, signs: readonly string[]): Promise<Named[]> {
  const typed = signs.join('')
  const isHan = hasHan(typed)
  if (isHan && signs.length > 1) {
    const wanted = syllablesOf(typed)
    const sounding = (await namesSounding(db, tables, typed)).filter(
      ({ name }) => partSounding(wanted, Array.from(name), syllablesOf(name)) !== undefined,
    )
    if (sounding.length > 0) return sounding
  }
  if (signs.length < (isHan ? 3 : 4)) return []
  return (await namesNear(db, tables, signs)).filter(({ name }) => partMeant(signs, Array.from(name)) !== undefined)
}

async function shown(db: Db, { documents }: Tables, keys: readonly string[]): Promise<Suggestion[]> {
  if (keys.length === 0) return []
  const rows = await db.execute<Suggestion & Record<string, unknown>>(sql`
    select key, kind, title_zh as "titleZh", title_en as "titleEn", region_code as "regionCode"
    from ${documents} where key = any(${textArray(keys)})`)
  return keys.flatMap((key) => rows.find((row) => row.key === key) ?? [])
}
