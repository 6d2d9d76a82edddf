import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { disclosureFiles, disclosureSeals } from '#db/schema/disclosure-file.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { DisclosureRefusal } from '#domain/disclosure/refusal.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** A scan whose bytes are in the store already (putFile). */
export interface SealScan {
  sha256: string
  size: number
  name: string
  mediaType: string
}

/**
 * 盖章扫描件: hands in the scan of the signed and sealed form for a version that is public, also long after its publication. What
 * was handed in stays; a better scan stands beside it. A draft has none: the sealed form bears the code and the fingerprint of the
 * version that it agrees with, and a draft may still change. The public learns that it is there, its day and its hash; the scan itself,
 * with signatures on it, is for the enterprise and its regulators.
 * @throws DisclosureRefusal not_published_yet for a draft and for another enterprise's version
 */
export async function attachSeal(
  db: Db,
  viewer: Viewer,
  { enterpriseId, disclosureId, scan }: { enterpriseId: number; disclosureId: number; scan: SealScan },
  now: Date,
): Promise<{ fileId: string }> {
  const { userId } = demandAccount(viewer, 'disclosure.file', { enterpriseId })
  return db.transaction(async (tx) => {
    const [version] = await tx
      .select({ year: disclosures.year, version: disclosures.version, creditCode: enterprises.creditCode })
      .from(disclosures)
      .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
      .where(
        and(
          eq(disclosures.id, disclosureId),
          eq(disclosures.enterpriseId, enterpriseId),
          inArray(disclosures.state, ['published', 'superseded']),
        ),
      )
    if (!version) throw new DisclosureRefusal('not_found', 'not_published_yet')
    const { size, ...file } = scan
    const [row] = await tx
      .insert(disclosureFiles)
      .values({ ...file, enterpriseId, bytes: size, uploadedBy: userId, uploadedAt: now })
      .returning({ id: disclosureFiles.id })
    const fileId = row?.id as string
    await tx.insert(disclosureSeals).values({ disclosureId, fileId, attachedBy: userId, attachedAt: now })
    await recordEvent(tx, {
      kind: 'disclosure.sealed',
      subject: `disclosure:${disclosureId}`,
      by: viewer,
      at: now,
      after: { ...version, fileId, sha256: scan.sha256 },
    })
    return { fileId }
  })
}
