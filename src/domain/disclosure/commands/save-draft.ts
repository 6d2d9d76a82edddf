import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureRows, disclosures } from '#db/schema/disclosure.ts'
import { type FileAttachment, filesOf, insertFiles, withFiles } from '#domain/disclosure/commands/draft-files.ts'
import { writeItems } from '#domain/disclosure/commands/draft-items.ts'
import { fieldLength, parseFieldName } from '#domain/disclosure/input.ts'
import { type Draft, draftColumns, mergeWithSaved, savedFields } from '#domain/disclosure/queries/draft.ts'
import { listDraftItems } from '#domain/disclosure/queries/items.ts'
import { type CodedProblem, DisclosureRefusal } from '#domain/disclosure/refusal.ts'
import { rowFields, type Typed } from '#domain/disclosure/rules/form.ts'
import { type GroupName, groupSpec, isGroupName } from '#domain/disclosure/rules/items/groups.ts'
import { type FormItem, itemField, itemFields, itemKey, parseItemField } from '#domain/disclosure/rules/items/item.ts'
import type { TypedFields } from '#domain/disclosure/rules/merge.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

export interface DraftSave {
  enterpriseId: number
  year: number
  /** The revision that the sender's form was loaded with. */
  revision: number
  /** Any part of the form's fields, as typed: `r12_w01018.mean` -> `58`. Fields that are not sent stay. */
  fields: TypedFields
  /** Files for fields of the kind `files`; their bytes are in the store already (putFile). */
  attach?: readonly FileAttachment[] | undefined
  /** Files to be taken out of such a field; the file itself stays where another version names it. */
  detach?: readonly { field: string; id: string }[] | undefined
  /** Items of repeated groups to be emptied, whatever is sent for them: `products_3`. */
  remove?: readonly string[] | undefined
}

/**
 * Saves what was typed, also what is half done or wrong: a draft is the firm's own sheet, the checks stop its publication.
 * What another person saved since the sender's form was loaded stays, unless both changed the same field: then nothing is
 * saved and the refusal names both values.
 * @returns the new revision and how many fields changed
 * @throws DisclosureRefusal draft_gone; wrong_field; edited_by_another; revision_unknown
 */
export async function saveDraft(
  db: Db,
  viewer: Viewer,
  save: DraftSave,
  now: Date,
): Promise<{ revision: number; changed: number }> {
  demand(viewer, 'disclosure.file', { enterpriseId: save.enterpriseId })
  return db.transaction(async (tx) => {
    const draft = await lockDraft(tx, save.enterpriseId, save.year)
    if (save.revision > draft.revision) throw new DisclosureRefusal('conflict', 'revision_unknown')
    const files = filesOf(save)
    const removed = (save.remove ?? []).flatMap(fieldsOfItem)
    const saved = await savedOf(tx, draft.id, [...Object.keys(save.fields), ...files.keys(), ...removed])
    refuseWrongFields(save.fields, saved)
    refuseWrongFields(Object.fromEntries([...files.keys(), ...removed].map((field) => [field, ''])), saved)

    const { changes: typed, conflicts } = await mergeWithSaved(tx, draft, saved, save)
    if (conflicts.length > 0) {
      const problems = conflicts.map(
        ({ field, theirs, mine }): CodedProblem => ({ field, message: 'edited_by_another', given: { theirs, mine } }),
      )
      throw new DisclosureRefusal('conflict', 'edited_by_another', problems)
    }
    const added = await insertFiles(tx, save, viewer, now)
    const changes = { ...typed, ...withFiles(saved, files, added), ...blanked(saved, removed) }
    const names = Object.keys(changes)
    if (names.length === 0) return { revision: draft.revision, changed: 0 }

    const revision = draft.revision + 1
    await writeTyped(tx, draft.id, changes)
    await writeItems(tx, draft.id, changedItems(changes))
    await tx.update(disclosures).set({ revision, updatedAt: now }).where(eq(disclosures.id, draft.id))
    await recordEvent(tx, {
      kind: 'draft.saved',
      subject: `disclosure:${draft.id}`,
      by: viewer,
      at: now,
      before: { fields: Object.fromEntries(names.map((name) => [name, saved[name] ?? ''])) },
      after: { revision, fields: changes, ...(added.length > 0 ? { files: added } : {}) },
    })
    return { revision, changed: names.length }
  })
}

/** Every field of an item of a repeated group; none for what is no such item. */
function fieldsOfItem(key: string): string[] {
  const [, group = '', item = ''] = /^([a-zA-Z]{1,30})_([1-9]\d{0,9})$/.exec(key) ?? []
  if (!isGroupName(group) || !groupSpec(group).repeated) return []
  return Object.keys(groupSpec(group).fields).map((field) => itemField({ group, item: Number(item) }, field))
}

const blanked = (saved: TypedFields, names: readonly string[]): TypedFields =>
  Object.fromEntries(names.filter((name) => saved[name] !== '').map((name) => [name, '']))

/** The draft, held until the transaction ends. @throws DisclosureRefusal draft_gone when it was published or discarded. */
export async function lockDraft(tx: Db, enterpriseId: number, year: number): Promise<Draft> {
  const [draft] = await tx
    .select(draftColumns)
    .from(disclosures)
    .where(and(eq(disclosures.enterpriseId, enterpriseId), eq(disclosures.year, year), eq(disclosures.state, 'draft')))
    .for('update')
  if (!draft) throw new DisclosureRefusal('conflict', 'draft_gone')
  return draft
}

/** What was typed into a draft's rows; of `outletIds` alone where they are given. */
export async function listTyped(tx: Db, disclosureId: number, outletIds?: readonly number[]) {
  const rows = await tx
    .select({ outletId: disclosureRows.outletId, factorCode: disclosureRows.factorCode, typed: disclosureRows.typed })
    .from(disclosureRows)
    .where(
      and(
        eq(disclosureRows.disclosureId, disclosureId),
        outletIds ? inArray(disclosureRows.outletId, [...outletIds]) : undefined,
      ),
    )
    .orderBy(disclosureRows.position)
  return rows.map(({ typed, ...context }) => ({ context, typed: typed as Typed }))
}

/**
 * What is saved of the named fields: of the outlets and items that they belong to, and of nothing else, so that a save costs
 * what it changes. A field that the draft cannot have is not in it; one of an item that is not there yet is blank.
 */
async function savedOf(tx: Db, disclosureId: number, names: readonly string[]): Promise<TypedFields> {
  const outletIds = new Set(names.flatMap((name) => parseFieldName(name)?.outletId ?? []))
  const items = new Map(
    names.flatMap((name) => {
      const parsed = parseItemField(name)
      return parsed ? [[itemKey(parsed), { group: parsed.group, item: parsed.item }] as const] : []
    }),
  )
  const fields: Record<string, string> = {}
  if (outletIds.size > 0)
    Object.assign(fields, savedFields(await listTyped(tx, disclosureId, [...outletIds]), rowFields))
  if (items.size === 0) return fields
  const known = await knownOutlets(tx, disclosureId, items.values())
  for (const item of items.values()) {
    if (!groupSpec(item.group).ofOutlets || known.has(item.item))
      Object.assign(fields, itemFields({ ...item, typed: {} }))
  }
  for (const item of await listDraftItems(tx, disclosureId, [...items.values()]))
    Object.assign(fields, itemFields(item))
  return fields
}

/** Which of the outlets that items speak of are the draft's. */
async function knownOutlets(tx: Db, disclosureId: number, items: Iterable<{ group: GroupName; item: number }>) {
  const ids = [...items].filter(({ group }) => groupSpec(group).ofOutlets).map(({ item }) => item)
  if (ids.length === 0) return new Set<number>()
  const rows = await tx
    .selectDistinct({ id: disclosureRows.outletId })
    .from(disclosureRows)
    .where(and(eq(disclosureRows.disclosureId, disclosureId), inArray(disclosureRows.outletId, ids)))
  return new Set(rows.map(({ id }) => id))
}

/** The changed fields of groups, item by item. */
function changedItems(changes: TypedFields): FormItem[] {
  const items = new Map<string, { group: GroupName; item: number; typed: Record<string, string> }>()
  for (const [name, typed] of Object.entries(changes)) {
    const parsed = parseItemField(name)
    if (!parsed) continue
    const { group, item, field } = parsed
    const of = items.get(itemKey(parsed)) ?? { group, item, typed: {} }
    of.typed[field] = typed
    items.set(itemKey(parsed), of)
  }
  return [...items.values()]
}

/** Fields of another enterprise's outlets are as unknown here as misspelt ones. */
function refuseWrongFields(fields: TypedFields, saved: TypedFields): void {
  const problems = Object.entries(fields).flatMap(([field, typed]): CodedProblem[] => {
    if (saved[field] === undefined) return [{ field, message: 'wrong_field' }]
    const most = fieldLength(field)
    return typed.length > most ? [{ field, message: 'too_long', given: { length: typed.length, most } }] : []
  })
  if (problems.length > 0) throw new DisclosureRefusal('rule_broken', 'wrong_field', problems)
}

/** Only the rows that changed are written: an outlet's field to all its rows, a row's field to that row. */
async function writeTyped(tx: Db, disclosureId: number, changes: TypedFields): Promise<void> {
  const patches = Object.entries(changes).flatMap(([name, typed]) => {
    const parsed = parseFieldName(name)
    return parsed ? [{ ...parsed, typed }] : []
  })
  if (patches.length === 0) return
  await tx.execute(sql`
    update disclosure_rows r set typed = (
      select jsonb_strip_nulls(r.typed || jsonb_object_agg(p.field, to_jsonb(nullif(p.typed, ''))))
      from jsonb_to_recordset(${JSON.stringify(patches)}::text::jsonb)
        as p ("outletId" int, "factorCode" text, field text, typed text)
      where p."outletId" = r.outlet_id and (p."factorCode" is null or p."factorCode" = r.factor_code)
    )
    where r.disclosure_id = ${disclosureId} and exists (
      select from jsonb_to_recordset(${JSON.stringify(patches)}::text::jsonb) as p ("outletId" int, "factorCode" text)
      where p."outletId" = r.outlet_id and (p."factorCode" is null or p."factorCode" = r.factor_code)
    )`)
}
