import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { nameKey } from '#db/search-text.ts'
import type { SearchDocument } from '#platform/search/port.ts'
import { readState, type Slot, tablesOf, textArray } from '#platform/search/postgres/tables.ts'

/** One writer at a time: a document read before it changed must not come in after the one that was read later. */
export const holdIndex = (tx: Db) => tx.execute(sql`select pg_advisory_xact_lock(hashtext('search_index'))`)

export async function put(db: Db, documents: readonly SearchDocument[]): Promise<void> {
  if (documents.length === 0) return
  await db.transaction(async (tx) => {
    await holdIndex(tx)
    for (const slot of await slotsToWrite(tx)) await writeTo(tx, slot, documents)
  })
}

export async function remove(db: Db, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  await db.transaction(async (tx) => {
    await holdIndex(tx)
    for (const slot of await slotsToWrite(tx)) await removeFrom(tx, slot, keys)
  })
}

async function slotsToWrite(tx: Db): Promise<Slot[]> {
  const { live, isRebuilding } = await readState(tx)
  return isRebuilding ? ['a', 'b'] : [live]
}

async function removeFrom(tx: Db, slot: Slot, keys: readonly string[]): Promise<void> {
  const { documents, names } = tablesOf(slot)
  await tx.execute(sql`delete from ${documents} where key = any(${textArray(keys)})`)
  await tx.execute(sql`delete from ${names} where key = any(${textArray(keys)})`)
}

/** Puts documents into one of the two tables, each in place of the one with its key. Inside the caller's transaction. */
export async function writeTo(tx: Db, slot: Slot, given: readonly SearchDocument[]): Promise<void> {
  const { documents, names } = tablesOf(slot)
  await removeFrom(
    tx,
    slot,
    given.map(({ key }) => key),
  )
  const rows = given.map(({ spellings: _, ...document }) => ({ ...document, names: framed(document.names) }))
  await tx.execute(sql`
    insert into ${documents} (key, kind, title_zh, title_en, body_zh, body_en, names, search_text, region_code, year, weight, shown)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given (
      key text, kind search_kind, "titleZh" text, "titleEn" text, "bodyZh" text, "bodyEn" text, names text, "searchText" text,
      "regionCode" text, year smallint, weight int, shown jsonb)`)
  const spelled = given.flatMap(({ key, weight, spellings }) => spellings.map((each) => ({ ...each, key, weight })))
  if (spelled.length === 0) return
  await tx.execute(sql`
    insert into ${names} (key, name, sounds, weight)
    select key, name, array(select jsonb_array_elements_text(sounds)), weight
    from jsonb_to_recordset(${JSON.stringify(spelled)}::text::jsonb) as given (key text, name text, sounds jsonb, weight int)`)
}

const framed = (names: readonly string[]): string => {
  const keys = names.map(nameKey).filter((key) => key !== '')
  return `\n${[...new Set(keys)].join('\n')}\n`
}
