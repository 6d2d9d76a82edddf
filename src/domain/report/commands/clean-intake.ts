import { lt } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { spentProofs } from '#db/schema/report.ts'
import { removeOldBatches } from '#domain/report/commands/batch.ts'
import { removeOldUploads } from '#domain/report/commands/uploads.ts'
import { log } from '#platform/log.ts'

/** Each hour: uploads and sheets that nobody sent within a day go, and proofs of work that could not be used any more. */
export async function cleanIntake(db: Db, now: Date): Promise<void> {
  const uploads = await removeOldUploads(db, now)
  const batches = await removeOldBatches(db, now)
  const proofs = await db
    .delete(spentProofs)
    .where(lt(spentProofs.expiresAt, now))
    .returning({ challenge: spentProofs.challenge })
  log.info({ uploads, batches, proofs: proofs.length }, 'what was not sent removed')
}
