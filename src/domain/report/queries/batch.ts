import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { reportBatches } from '#db/schema/report-batch.ts'
import { readBatch } from '#domain/report/rules/batch/read.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { BrokenSeal, unseal } from '#platform/seal/seal.ts'
import { installationKey } from '#platform/seal/wrap.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** Undefined once it was sent, and where this installation's secret is another one than when it came. */
export function batchBytes({ id, content }: { id: string; content: Buffer | null }): Buffer | undefined {
  try {
    return content === null ? undefined : unseal(installationKey('report-batch'), `batch:${id}`, content)
  } catch (error) {
    if (error instanceof BrokenSeal) return undefined
    throw error
  }
}

/** A sheet of the account's own with what is wrong in it; undefined when there is none, `sent` when it was sent. */
export async function checkBatch(db: Db, viewer: Viewer, id: string, locale: Locale) {
  const { userId } = demandAccount(viewer, 'report.send_batch')
  if (!/^[0-9a-f-]{36}$/.test(id)) return undefined
  const [batch] = await db
    .select()
    .from(reportBatches)
    .where(and(eq(reportBatches.id, id), eq(reportBatches.userId, userId)))
  if (!batch) return undefined
  const bytes = batchBytes(batch)
  if (!bytes && batch.sentAt === null) return undefined
  return bytes
    ? { sent: undefined, ...(await readBatch(bytes, locale)) }
    : { sent: batch.count ?? 0, rows: [], findings: [] }
}
