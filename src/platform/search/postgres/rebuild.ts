import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { type SearchDocument, searchEdition } from '#platform/search/port.ts'
import { readState, type Slot, tablesOf } from '#platform/search/postgres/tables.ts'
import { holdIndex, writeTo } from '#platform/search/postgres/write.ts'

/** What still reads the old table when the new one begins to answer is done by then. */
const lastReadersMs = 1_000

/**
 * Fills the table that does not answer and lets the two change places. Searches go on in the old one, and what is written meanwhile
 * goes to both; a rebuild that broke off leaves the old one as it was.
 */
export async function rebuild(db: Db, documents: AsyncIterable<readonly SearchDocument[]>): Promise<{ count: number }> {
  const next = await begin(db)
  let count = 0
  try {
    const batches = documents[Symbol.asyncIterator]()
    for (let filled: number | undefined = 0; filled !== undefined; count += filled ?? 0)
      filled = await fill(db, next, batches)
    await db.execute(sql.raw(`analyze search_documents_${next}, search_names_${next}`)).catch(() => {})
    await change(db, next)
  } catch (error) {
    await db.execute(sql`update search_state set is_rebuilding = false`)
    throw error
  }
  await new Promise((resolve) => setTimeout(resolve, lastReadersMs))
  await empty(db, other(next))
  return { count }
}

const other = (slot: Slot): Slot => (slot === 'a' ? 'b' : 'a')

async function begin(db: Db): Promise<Slot> {
  return db.transaction(async (tx) => {
    await holdIndex(tx)
    const next = other((await readState(tx)).live)
    await tx.execute(sql`truncate ${tablesOf(next).documents}, ${tablesOf(next).names}`)
    await tx.execute(
      sql`insert into search_state (is_rebuilding) values (true) on conflict (is_only) do update set is_rebuilding = true`,
    )
    return next
  })
}

/** Reads a batch and writes it while nobody else writes: what changes later comes in later. Undefined after the last one. */
async function fill(
  db: Db,
  slot: Slot,
  batches: AsyncIterator<readonly SearchDocument[]>,
): Promise<number | undefined> {
  return db.transaction(async (tx) => {
    await holdIndex(tx)
    const { done, value } = await batches.next()
    if (done) return undefined
    await writeTo(tx, slot, value)
    return value.length
  })
}

async function change(db: Db, next: Slot): Promise<void> {
  await db.transaction(async (tx) => {
    await holdIndex(tx)
    await tx.execute(
      sql`update search_state set live = ${next}, is_rebuilding = false, edition = ${searchEdition}, built_at = now()`,
    )
  })
}

async function empty(db: Db, slot: Slot): Promise<void> {
  await db.transaction(async (tx) => {
    await holdIndex(tx)
    if ((await readState(tx)).live === slot) return
    await tx.execute(sql`truncate ${tablesOf(slot).documents}, ${tablesOf(slot).names}`)
  })
}
