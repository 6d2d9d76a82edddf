import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { users } from '#db/schema/account.ts'
import { inspectionPhotos, inspections } from '#db/schema/inspection.ts'
import { lockInspection, refuseOver } from '#domain/inspection/commands/visit/lock.ts'
import { type formSaving, inspectionLimits, type photoAdding } from '#domain/inspection/input.ts'
import { type Clash, mergeForm } from '#domain/inspection/rules/merge.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal } from '#platform/refuse.ts'

interface SavedInspection {
  revision: number
  /** Fields that somebody else filled differently meanwhile, with who saved last and when. */
  conflicts: (Clash & { name: string | null; at: Date | null })[]
  /** What others wrote into other fields meanwhile. */
  others: Record<string, string>
}

/**
 * Keeps what was typed, as it was typed, on the site or back from it. Sent twice it changes nothing; what two people wrote differently
 * into one field comes back with both values. @throws DomainError not_allowed; not_found; conflict once it is over
 */
export async function saveInspection(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof formSaving>,
  now: Date,
): Promise<SavedInspection> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const held = await lockInspection(tx, given.no, viewer, 'inspection.record')
    refuseOver(held)
    const { inspection, account } = held
    const merged = mergeForm(inspection.form, inspection.version, given)
    const { version, clashes, others } = merged
    const conflicts = await withSaver(tx, inspection, clashes)
    if (merged.changed.length === 0) return { revision: version, conflicts, others }
    await tx
      .update(inspections)
      .set({ form: merged.form, version, state: 'under_way', savedBy: account.userId, savedAt: now })
      .where(eq(inspections.id, inspection.id))
    await recordEvent(tx, {
      kind: 'inspection_desk.saved',
      subject: `inspection:${inspection.id}`,
      by: viewer,
      at: now,
      after: { no: given.no, version, fields: merged.changed },
    })
    return { revision: version, conflicts, others }
  })
}

async function withSaver(
  tx: Db,
  { savedBy, savedAt }: { savedBy: string | null; savedAt: Date | null },
  clashes: Clash[],
) {
  if (clashes.length === 0) return []
  const [saver] = await tx
    .select({ name: users.name })
    .from(users)
    .where(eq(users.id, savedBy ?? ''))
  return clashes.map((clash) => ({ ...clash, name: saver?.name ?? null, at: savedAt }))
}

/** A photograph that lies in the store already, without its metadata. @throws DomainError */
export async function addPhoto(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof photoAdding> & { file: { name: string; mediaType: string; sha256: string; size: number } },
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const held = await lockInspection(tx, given.no, viewer, 'inspection.record')
    const { inspection, account } = held
    const own = eq(inspectionPhotos.inspectionId, inspection.id)
    const there = await tx.select({ key: inspectionPhotos.key }).from(inspectionPhotos).where(own)
    if (there.some(({ key }) => key === given.key)) return // it came the second time
    refuseOver(held)
    if (there.length >= inspectionLimits.photos)
      throw refusal(
        'photos',
        `照片最多 ${inspectionLimits.photos} 张`,
        `At most ${inspectionLimits.photos} photographs`,
      )
    const { name, mediaType, sha256, size } = given.file
    await tx.insert(inspectionPhotos).values({
      ...{ name, mediaType, sha256, size },
      inspectionId: inspection.id,
      key: given.key,
      kind: given.kind,
      addedBy: account.userId,
      addedAt: now,
    })
    await recordEvent(tx, {
      kind: 'inspection_desk.photo_added',
      subject: `inspection:${inspection.id}`,
      by: viewer,
      at: now,
      after: { no: given.no, kind: given.kind, sha256 },
    })
  })
}
