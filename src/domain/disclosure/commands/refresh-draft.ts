import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureRows, disclosures } from '#db/schema/disclosure.ts'
import { insertRows, startingAnswers } from '#domain/disclosure/commands/draft-rows.ts'
import { listTyped, lockDraft } from '#domain/disclosure/commands/save-draft.ts'
import { listRegisterChanges } from '#domain/disclosure/queries/register.ts'
import { hasChanges } from '#domain/disclosure/rules/register.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/**
 * Brings an open draft to what the register says today: new outlets and factors come in, limits and permitted totals are as
 * of now, rows that left the register go unless somebody has filled them in. Nothing typed is lost.
 * @returns how many rows came, changed and went
 * @throws DisclosureRefusal draft_gone
 */
export async function refreshDraft(
  db: Db,
  viewer: Viewer,
  { enterpriseId, year }: { enterpriseId: number; year: number },
  now: Date,
): Promise<{ added: number; changed: number; gone: number }> {
  demand(viewer, 'disclosure.file', { enterpriseId })
  return db.transaction(async (tx) => {
    const draft = await lockDraft(tx, enterpriseId, year)
    const changes = await listRegisterChanges(tx, draft, enterpriseId, cityDate(now))
    const { added, changed, gone } = changes
    const counts = { added: added.length, changed: changed.length, gone: gone.length }
    if (!hasChanges(changes)) return counts

    const ofRow = (row: { outletId: number; factorCode: string }) =>
      and(
        eq(disclosureRows.disclosureId, draft.id),
        eq(disclosureRows.outletId, row.outletId),
        eq(disclosureRows.factorCode, row.factorCode),
      )
    for (const row of gone) await tx.delete(disclosureRows).where(ofRow(row))
    for (const { outletId, factorCode, ...judgedBy } of changed) {
      await tx.update(disclosureRows).set(judgedBy).where(ofRow({ outletId, factorCode }))
    }
    const kept = (await listTyped(tx, draft.id)).map(({ context, typed }) => ({ ...context, typed }))
    await insertRows(tx, draft.id, added, await startingAnswers(tx, enterpriseId, kept), kept.length)
    await tx
      .update(disclosures)
      .set({ revision: draft.revision + 1, updatedAt: now })
      .where(eq(disclosures.id, draft.id))
    await recordEvent(tx, {
      kind: 'draft.refreshed',
      subject: `disclosure:${draft.id}`,
      by: viewer,
      at: now,
      after: { revision: draft.revision + 1, ...changes },
    })
    return counts
  })
}
