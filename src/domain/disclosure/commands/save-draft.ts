import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureRows, disclosures } from '#db/schema/disclosure.ts'
import { type FileAttachment, filesOf, insertFiles, withFiles } from '#domain/disclosure/commands/draft-files.ts'
import { writeDraft } from '#domain/disclosure/commands/write-draft.ts'
import { fieldLength, parseFieldName } from '#domain/disclosure/input.ts'
import { type Draft, draftColumns, mergeWithSaved, type Save, savedFields } from '#domain/disclosure/queries/draft.ts'
import { listDraftItems } from '#domain/disclosure/queries/items.ts'
import { type CodedProblem, DisclosureRefusal } from '#domain/disclosure/refusal.ts'
import { rowFields, type Typed } from '#domain/disclosure/rules/form.ts'
import { type GroupName, groupSpec, isGroupName } from '#domain/disclosure/rules/items/groups.ts'
import { itemField, itemFields, itemKey, parseItemField } from '#domain/disclosure/rules/items/item.ts'
import type { Conflict, TypedFields } from '#domain/disclosure/rules/merge.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'

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
  /** Saves what nobody else touched and gives back the conflicts, instead of refusing all of it. */
  keepRest?: boolean | undefined
}

/** A field that another person saved differently since the sender's form was loaded. */
export interface ToDecide extends Conflict {
  name: string | null
  at: Date | null
}

export interface SavedDraft {
  revision: number
  changed: number
}

export interface AutosavedDraft extends SavedDraft {
  conflicts: ToDecide[]
  /** What others saved meanwhile in fields that were not sent. */
  others: TypedFields
}

/**
 * Saves what was typed, also what is half done or wrong: a draft is the firm's own sheet, the checks stop its publication.
 * What another person saved since the sender's form was loaded stays, unless both changed the same field: then nothing is
 * saved and the refusal names both values.
 * @returns the new revision and how many fields changed
 * @throws DisclosureRefusal draft_gone; wrong_field; edited_by_another; revision_unknown
 */
export async function saveDraft(db: Db, viewer: Viewer, save: DraftSave, now: Date): Promise<SavedDraft> {
  const { revision, changed } = await autosaveDraft(db, viewer, save, now)
  return { revision, changed }
}

/**
 * The same, with what the sender's open form has to know: what others changed meanwhile, and, with `keepRest`, which fields are
 * to be decided.
 */
export async function autosaveDraft(db: Db, viewer: Viewer, save: DraftSave, now: Date): Promise<AutosavedDraft> {
  const by = demandAccount(viewer, 'disclosure.file', { enterpriseId: save.enterpriseId })
  const written = isPlain(save) ? await writeDraft(db, by, save, now) : undefined
  if (!written || written.unknown.length > 0) return saveOrRefuse(db, by, save, now)
  const { changed } = written
  return { revision: save.revision + (changed > 0 ? 1 : 0), changed, conflicts: [], others: {} }
}

/** Fields alone, none too long: nearly every save. */
const isPlain = ({ fields, attach = [], detach = [], remove = [] }: DraftSave) =>
  attach.length + detach.length + remove.length === 0 &&
  Object.entries(fields).every(([field, typed]) => typed.length <= fieldLength(field))

/** The longer way: others saved since the sender's form was loaded, files come with it, or something is to be refused. */
async function saveOrRefuse(db: Db, by: Account, save: DraftSave, now: Date): Promise<AutosavedDraft> {
  return db.transaction(async (tx) => {
    const draft = await lockDraft(tx, save.enterpriseId, save.year)
    if (save.revision > draft.revision) throw new DisclosureRefusal('conflict', 'revision_unknown')
    const files = filesOf(save)
    const removed = (save.remove ?? []).flatMap(fieldsOfItem)
    const saved = await savedOf(tx, draft.id, [...Object.keys(save.fields), ...files.keys(), ...removed])
    refuseWrongFields(save.fields, saved)
    refuseWrongFields(Object.fromEntries([...files.keys(), ...removed].map((field) => [field, ''])), saved)

    const { changes: typed, conflicts, since } = await mergeWithSaved(tx, draft, saved, save)
    if (conflicts.length > 0 && !save.keepRest) {
      const problems = conflicts.map(
        ({ field, theirs, mine }): CodedProblem => ({ field, message: 'edited_by_another', given: { theirs, mine } }),
      )
      throw new DisclosureRefusal('conflict', 'edited_by_another', problems)
    }
    const added = await insertFiles(tx, save, by, now)
    const changes = { ...typed, ...withFiles(saved, files, added), ...blanked(saved, removed) }
    const changed = Object.keys(changes).length
    const meanwhile = {
      conflicts: conflicts.map((conflict) => toDecide(conflict, since)),
      others: others(since, save.fields),
    }
    if (changed === 0) return { revision: draft.revision, changed, ...meanwhile }
    const also = added.length > 0 ? { files: added } : {}
    await writeDraft(tx, by, { ...save, revision: draft.revision, fields: changes, also }, now)
    return { revision: draft.revision + 1, changed, ...meanwhile }
  })
}

function toDecide(conflict: Conflict, since: readonly Save[]): ToDecide {
  const by = since.find(({ after }) => after[conflict.field] !== undefined)
  return { ...conflict, name: by?.name ?? null, at: by?.at ?? null }
}

/** The latest of what was saved since, without the fields that the sender sends. */
const others = (since: readonly Save[], sent: TypedFields): TypedFields =>
  Object.fromEntries(
    Object.entries(Object.assign({}, ...since.toReversed().map(({ after }) => after)) as TypedFields).filter(
      ([field]) => sent[field] === undefined,
    ),
  )

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

/** Fields of another enterprise's outlets are as unknown here as misspelt ones. */
function refuseWrongFields(fields: TypedFields, saved: TypedFields): void {
  const problems = Object.entries(fields).flatMap(([field, typed]): CodedProblem[] => {
    if (saved[field] === undefined) return [{ field, message: 'wrong_field' }]
    const most = fieldLength(field)
    return typed.length > most ? [{ field, message: 'too_long', given: { length: typed.length, most } }] : []
  })
  if (problems.length > 0) throw new DisclosureRefusal('rule_broken', 'wrong_field', problems)
}
