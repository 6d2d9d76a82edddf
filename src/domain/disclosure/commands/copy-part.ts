import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { listTyped, saveDraft } from '#domain/disclosure/commands/save-draft.ts'
import { getDraft, savedFields } from '#domain/disclosure/queries/draft.ts'
import { listDraftItems, listWholeItems } from '#domain/disclosure/queries/items.ts'
import { listPublishedRows } from '#domain/disclosure/queries/published-rows.ts'
import { DisclosureRefusal } from '#domain/disclosure/refusal.ts'
import { rowFields } from '#domain/disclosure/rules/form.ts'
import { blanksToFill } from '#domain/disclosure/rules/items/copy.ts'
import type { FormPart } from '#domain/disclosure/rules/items/spec.ts'
import { lastingItems } from '#domain/disclosure/rules/items/typed.ts'
import { lastingAnswers } from '#domain/disclosure/rules/typed.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/**
 * Fills the blanks of one part of an open draft with what lasts of the year before, as "as last year" does at its opening. What
 * is typed already stays.
 * @throws DisclosureRefusal draft_gone; not_published_yet when the year before has nothing public
 */
export async function copyPart(
  db: Db,
  viewer: Viewer,
  { enterpriseId, year, part }: { enterpriseId: number; year: number; part: FormPart },
  now: Date,
): Promise<{ revision: number; changed: number }> {
  demand(viewer, 'disclosure.file', { enterpriseId })
  const draft = await getDraft(db, enterpriseId, year)
  if (!draft) throw new DisclosureRefusal('conflict', 'draft_gone')
  const last = await getLastYear(db, enterpriseId, year)
  if (!last) throw new DisclosureRefusal('conflict', 'not_published_yet')
  const fields = blanksToFill(part, await listDraftItems(db, draft.id), lastingItems(await listWholeItems(db, last.id)))
  if (part === 'discharge') {
    const saved = savedFields(await listTyped(db, draft.id), rowFields)
    const before = (await listPublishedRows(db, last.id)).map((row) => ({ context: row, typed: lastingAnswers(row) }))
    for (const [field, typed] of Object.entries(savedFields(before, rowFields)))
      if (typed !== '' && saved[field] === '') fields[field] = typed
  }
  // A colleague who is quicker wins: nothing is asked about a copy.
  const save = { enterpriseId, year, revision: draft.revision, fields, keepRest: true }
  return saveDraft(db, viewer, save, now)
}

/** The version in force of the year before; undefined when nothing of it is public. */
export async function getLastYear(db: Db, enterpriseId: number, year: number): Promise<{ id: number } | undefined> {
  const [found] = await db
    .select({ id: disclosures.id })
    .from(disclosures)
    .where(
      and(
        eq(disclosures.enterpriseId, enterpriseId),
        eq(disclosures.year, year - 1),
        eq(disclosures.state, 'published'),
      ),
    )
  return found
}
