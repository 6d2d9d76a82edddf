import { desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { importFiles } from '#db/schema/enterprise.ts'

/** A file as it was handed in. Undefined for an id that is none, too. */
export async function getImportFile(db: Db, id: string, options: { forUpdate?: boolean } = {}) {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined
  const query = db
    .select({
      id: importFiles.id,
      fileName: importFiles.fileName,
      content: importFiles.content,
      sha256: importFiles.sha256,
      uploadedAt: importFiles.uploadedAt,
      appliedAt: importFiles.appliedAt,
      result: importFiles.result,
    })
    .from(importFiles)
    .where(eq(importFiles.id, id))
  const [found] = await (options.forUpdate ? query.for('update') : query)
  return found
}

/** The newest files with who handed them in and what came of them. */
export const listImportFiles = (db: Db, limit = 20) =>
  db
    .select({
      id: importFiles.id,
      fileName: importFiles.fileName,
      uploadedBy: users.name,
      uploadedAt: importFiles.uploadedAt,
      appliedAt: importFiles.appliedAt,
      result: importFiles.result,
    })
    .from(importFiles)
    .leftJoin(users, eq(users.id, importFiles.uploadedBy))
    .orderBy(desc(importFiles.uploadedAt))
    .limit(limit)
