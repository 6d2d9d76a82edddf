import type { Sql } from '#db/client.ts'
import { readingColumns } from '#domain/monitoring/commands/receive/copy-rows.ts'

/** Takes all rows out of `readings`, as COPY writes them and in the order in which they lie there, and empties it. */
export async function copiesOf(sql: Sql): Promise<{ count: number; copyBack(): Promise<number> }> {
  const [found] = await sql<{ count: number }[]>`select count(*)::int as count from readings`
  const chunks: Buffer[] = []
  const out = await sql.unsafe(`copy (select ${readingColumns} from readings) to stdout (format binary)`).readable()
  for await (const chunk of out) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  await sql`truncate readings`
  return {
    count: found?.count ?? 0,
    /** One COPY into the same partitioned, keyed table; seconds until it is committed. The table is empty again afterwards. */
    async copyBack() {
      const startMs = performance.now()
      const into = await sql.unsafe(`copy readings (${readingColumns}) from stdin (format binary)`).writable()
      const isClosed = new Promise((resolve, reject) => into.once('close', resolve).once('error', reject))
      const piece = 1 << 16
      for (let at = 0; at < bytes.length; at += piece)
        if (!into.write(bytes.subarray(at, at + piece))) await new Promise((resolve) => into.once('drain', resolve))
      into.end()
      await isClosed
      const seconds = (performance.now() - startMs) / 1000
      await sql`truncate readings`
      return seconds
    },
  }
}
