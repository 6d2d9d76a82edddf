import { desc, inArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { events } from '#db/schema/event.ts'
import { openDataDumps as dumps } from '#db/schema/open-data.ts'
import { openLists } from '#domain/open-data/queries/registry.ts'

export type Dump = Awaited<ReturnType<typeof listDumps>>[number]

/**
 * The tables that are kept, the newest day first. One that was made before something was taken off its list is not among them,
 * whether the worker has removed it yet or not: the events themselves say so.
 */
export async function listDumps(db: Db) {
  const [rows, hidden] = await Promise.all([
    db
      .select({
        list: dumps.list,
        day: dumps.day,
        format: dumps.format,
        rows: dumps.rows,
        bytes: dumps.bytes,
        sha256: dumps.sha256,
        contentSha256: dumps.contentSha256,
        madeAt: dumps.madeAt,
        seenTx: dumps.seenTx,
      })
      .from(dumps)
      .orderBy(desc(dumps.day), dumps.list, dumps.format),
    lastHidings(db),
  ])
  return rows
    .filter(({ list, seenTx }) => BigInt(seenTx) > (hidden.get(list) ?? -1n))
    .map(({ seenTx: _, ...row }) => row)
}

/** The newest transaction in which something was taken off each list. */
async function lastHidings(db: Db): Promise<Map<string, bigint>> {
  const kinds = [...new Set(openLists.flatMap(({ hiddenBy }) => hiddenBy))]
  const rows = await db
    .select({ kind: events.kind, tx: sql<string>`max(${events.tx}::text::numeric)::text` })
    .from(events)
    .where(inArray(events.kind, kinds))
    .groupBy(events.kind)
  const newest = new Map(rows.map(({ kind, tx }) => [kind, BigInt(tx)]))
  return new Map(
    openLists.map(({ name, hiddenBy }) => [
      name,
      hiddenBy.reduce((most, kind) => {
        const tx = newest.get(kind) ?? -1n
        return tx > most ? tx : most
      }, -1n),
    ]),
  )
}

/** The day since which a table has been as it is now, as far back as its files reach. */
export function unchangedSince(kept: readonly Dump[], list: string): string | undefined {
  const own = kept.filter((dump) => dump.list === list && dump.format === 'csv.gz')
  const changed = own.findIndex(({ contentSha256 }) => contentSha256 !== own[0]?.contentSha256)
  return own.at(changed === -1 ? -1 : changed - 1)?.day
}
