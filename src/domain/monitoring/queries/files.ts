import { desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { monitoringFiles as files } from '#db/schema/monitoring.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** A file as it was handed in; undefined for an id that is none, and for one that somebody else handed in. */
export async function getMonitoringFile(db: Db, viewer: Viewer, id: string, options: { forUpdate?: boolean } = {}) {
  if (viewer.role === 'visitor' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined
  const query = db
    .select({
      id: files.id,
      kind: files.kind,
      fileName: files.fileName,
      content: files.content,
      sha256: files.sha256,
      uploadedBy: files.uploadedBy,
      uploadedAt: files.uploadedAt,
      appliedAt: files.appliedAt,
      result: files.result,
    })
    .from(files)
    .where(eq(files.id, id))
  const [found] = await (options.forUpdate ? query.for('update') : query)
  return found?.uploadedBy === viewer.userId ? found : undefined
}

/** One's own newest files with what came of them. */
export async function listMonitoringFiles(db: Db, viewer: Viewer, limit = 10) {
  if (viewer.role === 'visitor') return []
  return db
    .select({
      id: files.id,
      kind: files.kind,
      fileName: files.fileName,
      uploadedBy: users.name,
      uploadedAt: files.uploadedAt,
      appliedAt: files.appliedAt,
      result: files.result,
    })
    .from(files)
    .leftJoin(users, eq(users.id, files.uploadedBy))
    .where(eq(files.uploadedBy, viewer.userId))
    .orderBy(desc(files.uploadedAt))
    .limit(limit)
}
