import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { listTyped, lockDraft } from '#domain/disclosure/commands/save-draft.ts'
import { savedFields } from '#domain/disclosure/queries/draft.ts'
import { listDraftItems } from '#domain/disclosure/queries/items.ts'
import { DisclosureRefusal } from '#domain/disclosure/refusal.ts'
import { rowFields } from '#domain/disclosure/rules/form.ts'
import { itemFields } from '#domain/disclosure/rules/items/item.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/**
 * Throws the draft away; what is published stays. The event keeps what was typed.
 * @throws DisclosureRefusal draft_gone; saved_meanwhile when somebody saved after the sender's page was loaded
 */
export async function discardDraft(
  db: Db,
  viewer: Viewer,
  { enterpriseId, year, revision }: { enterpriseId: number; year: number; revision: number },
  now: Date,
): Promise<void> {
  demand(viewer, 'disclosure.file', { enterpriseId })
  await db.transaction(async (tx) => {
    const draft = await lockDraft(tx, enterpriseId, year)
    if (draft.revision !== revision) throw new DisclosureRefusal('conflict', 'saved_meanwhile')
    const fields = {
      ...savedFields(await listTyped(tx, draft.id), rowFields),
      ...Object.assign({}, ...(await listDraftItems(tx, draft.id)).map(itemFields)),
    } as Record<string, string>
    await tx.delete(disclosures).where(eq(disclosures.id, draft.id))
    await recordEvent(tx, {
      kind: 'draft.discarded',
      subject: `disclosure:${draft.id}`,
      by: viewer,
      at: now,
      before: {
        enterpriseId,
        year,
        version: draft.version,
        fields: Object.fromEntries(Object.entries(fields).filter(([, typed]) => typed !== '')),
      },
    })
  })
}
