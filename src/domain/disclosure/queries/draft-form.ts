import type { Db } from '#db/client.ts'
import {
  type Draft,
  type DraftRow,
  getDraft,
  listDraftRows,
  mergeWithSaved,
  savedFields,
} from '#domain/disclosure/queries/draft.ts'
import { getItemContext, listDraftItems } from '#domain/disclosure/queries/items.ts'
import type { PublishedRow } from '#domain/disclosure/queries/published-rows.ts'
import { type CheckedForm, type CheckedRow, checkForm } from '#domain/disclosure/rules/check.ts'
import { outletFields, outletKey, rowFields, rowKey, type Typed } from '#domain/disclosure/rules/form.ts'
import type { ItemContext } from '#domain/disclosure/rules/items/context.ts'
import {
  type FormItem,
  itemFields,
  itemKey,
  type PublishedItem,
  parseItemField,
} from '#domain/disclosure/rules/items/item.ts'
import { splitPrivate } from '#domain/disclosure/rules/items/typed.ts'
import type { TypedFields } from '#domain/disclosure/rules/merge.ts'

export interface FormRow extends DraftRow {
  checked: CheckedRow
}
export interface FormOutlet {
  id: number
  code: string
  name: string
  destination: string | null
  rows: FormRow[]
}
export interface DraftForm {
  draft: Draft
  outlets: FormOutlet[]
  /** The groups of the form as they are shown, blank ones left out (rules/items/groups.ts has all there are). */
  items: FormItem[]
  /** What the groups may refer to. */
  context: ItemContext
  checked: CheckedForm
  /** Fields that show something else than what is saved, with what is saved: after a refused save. */
  unsaved: ReadonlyMap<string, string>
}

/**
 * The year's draft as the form shows it: outlet by outlet, each row checked.
 * @param posted what a refused form sent, so that nothing typed is lost: it stands over what is saved, but where only
 *   another person changed a field, theirs stands
 */
export async function getDraftForm(
  db: Db,
  enterpriseId: number,
  year: number,
  posted?: { revision: number; fields: TypedFields },
): Promise<DraftForm | undefined> {
  const draft = await getDraft(db, enterpriseId, year)
  if (!draft) return undefined
  const [saved, savedItems] = await Promise.all([listDraftRows(db, draft), listDraftItems(db, draft.id)])
  // Some 40,000 names for a firm of 2,000 rows: only where something is laid over them.
  const fields: TypedFields = posted ? Object.assign(savedFields(saved, rowFields), ...savedItems.map(itemFields)) : {}
  const unsaved = posted ? await fieldsToShow(db, draft, fields, posted) : new Map<string, string>()
  const rows = saved.map((row) => ({ ...row, typed: typedNow(row, unsaved) }))
  const items = itemsNow(savedItems, unsaved)
  const context = await getItemContext(db, { enterpriseId, disclosureId: draft.id }, items)
  const checked = checkForm(rows, items, context)
  const savedInstead = new Map([...unsaved.keys()].map((name) => [name, fields[name] ?? '']))
  const outlets = new Map<number, FormOutlet>()
  rows.forEach((row, i) => {
    const { outletId: id } = row.context
    const outlet = outlets.get(id) ?? {
      id,
      code: row.outletCode,
      name: row.outletName,
      destination: row.destination,
      rows: [],
    }
    outlet.rows.push({ ...row, checked: checked.rows[i] as CheckedRow })
    outlets.set(id, outlet)
  })
  return { draft, outlets: [...outlets.values()], items, context, checked, unsaved: savedInstead }
}

/** The posted fields that are to stand over what is saved. */
async function fieldsToShow(
  db: Db,
  draft: Draft,
  saved: TypedFields,
  posted: { revision: number; fields: TypedFields },
): Promise<ReadonlyMap<string, string>> {
  const known = Object.fromEntries(
    Object.entries(posted.fields).filter(([name]) => saved[name] !== undefined || parseItemField(name) !== undefined),
  )
  const { changes, conflicts } = await mergeWithSaved(db, draft, saved, { revision: posted.revision, fields: known })
  return new Map([...Object.entries(changes), ...conflicts.map(({ field, mine }): [string, string] => [field, mine])])
}

function typedNow({ context, typed }: DraftRow, shown: ReadonlyMap<string, string>): Typed {
  const now: Typed = { ...typed }
  for (const name of outletFields) now[name] = shown.get(`${outletKey(context.outletId)}.${name}`) ?? typed[name] ?? ''
  for (const name of rowFields) now[name] = shown.get(`${rowKey(context)}.${name}`) ?? typed[name] ?? ''
  return now
}

/** The items with what is to stand over them; an item that only the refused form knows comes last. */
function itemsNow(saved: readonly FormItem[], shown: ReadonlyMap<string, string>): FormItem[] {
  const items = new Map(saved.map((item) => [itemKey(item), { ...item, typed: { ...item.typed } }]))
  for (const [name, typed] of shown) {
    const parsed = parseItemField(name)
    if (!parsed) continue
    const { group, item, field } = parsed
    const known = items.get(itemKey(parsed)) ?? { group, item, typed: {} }
    items.set(itemKey(parsed), { ...known, typed: { ...known.typed, [field]: typed } })
  }
  return [...items.values()]
}

/** The draft's groups as the public would read them: for the preview. */
export const previewItems = ({ checked }: DraftForm): PublishedItem[] =>
  checked.items
    .map((item) => ({ group: item.group, item: item.item, answers: splitPrivate(item).open }))
    .filter(({ answers }) => Object.keys(answers).length > 0)

/** The draft's rows as they would be published: for the preview. */
export const previewRows = ({ outlets }: DraftForm): PublishedRow[] =>
  outlets.flatMap(({ rows }) =>
    rows.map(({ context, checked, typed: _, ...row }) => ({
      ...row,
      outletId: context.outletId,
      outletKind: context.outletKind,
      factorCode: context.factorCode,
      hasTotal: context.hasTotal,
      concentrationUnit: context.unit,
      limitMin: context.limitMin,
      limitMax: context.limitMax,
      limitAveraging: context.averaging,
      permittedTonnes: context.permittedTonnes,
      ...checked.answers,
    })),
  )
