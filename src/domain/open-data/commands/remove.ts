import { and, eq, inArray } from 'drizzle-orm'
import type { Disk } from 'flydrive'
import type { Db } from '#db/client.ts'
import { openDataDumps as dumps } from '#db/schema/open-data.ts'
import { removeFile } from '#platform/storage/files.ts'

/** Removes kept tables, rows and files; a file that another day's table still is, is left. */
export async function removeDumps(
  db: Db,
  isOver: (dump: { list: string; day: string }) => boolean,
  disk?: Disk,
): Promise<void> {
  const all = await db
    .select({ list: dumps.list, day: dumps.day, format: dumps.format, sha256: dumps.sha256 })
    .from(dumps)
  const over = all.filter(isOver)
  for (const { list, day, format } of over)
    await db.delete(dumps).where(and(eq(dumps.list, list), eq(dumps.day, day), eq(dumps.format, format)))
  const hashes = [...new Set(over.map(({ sha256 }) => sha256))]
  if (hashes.length === 0) return
  const left = await db.select({ sha256: dumps.sha256 }).from(dumps).where(inArray(dumps.sha256, hashes))
  for (const hash of hashes) if (!left.some(({ sha256 }) => sha256 === hash)) await removeFile(hash, disk)
}
