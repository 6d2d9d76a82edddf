import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { insertItems, startingItems } from '#domain/disclosure/commands/draft-items.ts'
import { insertRows, startingAnswers } from '#domain/disclosure/commands/draft-rows.ts'
import { type Draft, draftColumns, getDraft } from '#domain/disclosure/queries/draft.ts'
import { listWholeItems } from '#domain/disclosure/queries/items.ts'
import { getObligation } from '#domain/disclosure/queries/obligations.ts'
import { listPublishedRows, type PublishedRow } from '#domain/disclosure/queries/published-rows.ts'
import { listRegisterRows } from '#domain/disclosure/queries/register.ts'
import { DisclosureRefusal } from '#domain/disclosure/refusal.ts'
import type { Typed } from '#domain/disclosure/rules/form.ts'
import { lastingItems, typedItem } from '#domain/disclosure/rules/items/typed.ts'
import { pairOf } from '#domain/disclosure/rules/register.ts'
import { lastingAnswers, typedOf } from '#domain/disclosure/rules/typed.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

export interface DraftOpening {
  enterpriseId: number
  year: number
  /** Copies from the year before what does not change: how outlets discharge, where values come from, what need not be measured. */
  asLastYear?: boolean | undefined
}

/**
 * Opens the year's draft with one row for each outlet and factor of the register, its limit and permitted total as of now.
 * The draft that is open already is given back as it is.
 * @throws DisclosureRefusal nothing_due (not obliged, and another year than this); published_already (a correction is the way then); nothing_to_disclose
 */
export async function openDraft(
  db: Db,
  viewer: Viewer,
  { enterpriseId, year, asLastYear = false }: DraftOpening,
  now: Date,
): Promise<Draft> {
  const account = demandAccount(viewer, 'disclosure.file', { enterpriseId })
  return db.transaction(async (tx) => {
    await lockFiling(tx, enterpriseId, year, now)
    const open = await getDraft(tx, enterpriseId, year)
    if (open) return open
    if (await getPublished(tx, enterpriseId, year)) throw new DisclosureRefusal('conflict', 'published_already')
    const register = await listRegisterRows(tx, enterpriseId, year, cityDate(now))
    if (register.length === 0) throw new DisclosureRefusal('rule_broken', 'nothing_to_disclose')

    const last = asLastYear ? await getPublished(tx, enterpriseId, year - 1) : undefined
    const lastRows = last ? await listPublishedRows(tx, last.id) : []
    const lastItems = last ? lastingItems(await listWholeItems(tx, last.id)) : []
    const typed = await startingAnswers(tx, enterpriseId, lastRows.map(typedBy(lastingAnswers)))
    const draft = await insertDraft(tx, {
      enterpriseId,
      year,
      createdBy: account.userId,
      createdAt: now,
      updatedAt: now,
    })
    await insertRows(tx, draft.id, register, typed)
    await insertItems(tx, draft.id, await startingItems(tx, { enterpriseId, disclosureId: draft.id }, lastItems))
    await recordEvent(tx, {
      kind: 'draft.opened',
      subject: `disclosure:${draft.id}`,
      by: viewer,
      at: now,
      after: { enterpriseId, year, version: 1, rows: register.length, asLastYear: last !== undefined },
    })
    return draft
  })
}

/**
 * Opens a correction of what is published: a draft of the next version with every value as published, limits and permitted
 * totals as of now. The published version stands until the correction is published.
 * @throws DisclosureRefusal not_published_yet; draft_open
 */
export async function openCorrection(
  db: Db,
  viewer: Viewer,
  { enterpriseId, year, reason }: { enterpriseId: number; year: number; reason: string },
  now: Date,
): Promise<Draft> {
  const account = demandAccount(viewer, 'disclosure.file', { enterpriseId })
  return db.transaction(async (tx) => {
    await tx.select({ id: enterprises.id }).from(enterprises).where(eq(enterprises.id, enterpriseId)).for('update')
    if (await getDraft(tx, enterpriseId, year)) throw new DisclosureRefusal('conflict', 'draft_open')
    const published = await getPublished(tx, enterpriseId, year)
    if (!published) throw new DisclosureRefusal('conflict', 'not_published_yet')

    const rows = await listPublishedRows(tx, published.id)
    const register = await listRegisterRows(tx, enterpriseId, year, cityDate(now))
    const known = new Set(register.map(pairOf))
    // An outlet that has left the register since keeps the limit under which it was published.
    const kept = rows.filter((row) => !known.has(pairOf(row)))
    const typed = await startingAnswers(tx, enterpriseId, rows.map(typedBy(typedOf)))
    const draft = await insertDraft(tx, {
      enterpriseId,
      year,
      version: published.version + 1,
      supersedesId: published.id,
      correctionReason: reason,
      createdBy: account.userId,
      createdAt: now,
      updatedAt: now,
    })
    await insertRows(tx, draft.id, [...register, ...kept], typed)
    await insertItems(tx, draft.id, (await listWholeItems(tx, published.id)).map(typedItem))
    await recordEvent(tx, {
      kind: 'draft.correction_opened',
      subject: `disclosure:${draft.id}`,
      by: viewer,
      at: now,
      before: { disclosureId: published.id, version: published.version },
      after: { enterpriseId, year, version: draft.version },
      reason,
    })
    return draft
  })
}

const typedBy = (answersOf: (row: PublishedRow) => Typed) => (row: PublishedRow) => ({ ...row, typed: answersOf(row) })

/**
 * One at a time per enterprise. What is due may be filed; who need not disclose may do so of free will, for this year alone.
 */
async function lockFiling(tx: Db, enterpriseId: number, year: number, now: Date): Promise<void> {
  await tx.select({ id: enterprises.id }).from(enterprises).where(eq(enterprises.id, enterpriseId)).for('update')
  if (await getObligation(tx, enterpriseId, year)) return
  if (year !== Number(cityDate(now).slice(0, 4))) throw new DisclosureRefusal('not_found', 'nothing_due')
}

async function getPublished(tx: Db, enterpriseId: number, year: number) {
  const [found] = await tx
    .select({ id: disclosures.id, version: disclosures.version })
    .from(disclosures)
    .where(
      and(eq(disclosures.enterpriseId, enterpriseId), eq(disclosures.year, year), eq(disclosures.state, 'published')),
    )
  return found
}

async function insertDraft(
  tx: Db,
  values: Omit<typeof disclosures.$inferInsert, 'version'> & { version?: number },
): Promise<Draft> {
  const [draft] = await tx
    .insert(disclosures)
    .values({ version: 1, ...values })
    .returning(draftColumns)
  return draft as Draft
}
