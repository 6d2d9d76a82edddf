import type { Db } from '#db/client.ts'
import { disclosureSheets } from '#db/schema/disclosure-file.ts'
import { lockDraft, saveDraft } from '#domain/disclosure/commands/save-draft.ts'
import { fieldsBefore, savedFields } from '#domain/disclosure/queries/draft.ts'
import { type DraftForm, getDraftForm } from '#domain/disclosure/queries/draft-form.ts'
import { getEnterpriseHead } from '#domain/disclosure/queries/enterprise-head.ts'
import { rowFields } from '#domain/disclosure/rules/form.ts'
import { itemFields } from '#domain/disclosure/rules/items/item.ts'
import { mergeTyped, type TypedFields } from '#domain/disclosure/rules/merge.ts'
import { conflictFindings, contentFindings } from '#domain/disclosure/rules/sheet/content.ts'
import { inFileOrder, type SheetFinding } from '#domain/disclosure/rules/sheet/finding.ts'
import { findIdentity, identityFinding } from '#domain/disclosure/rules/sheet/identity-check.ts'
import { locateSheets } from '#domain/disclosure/rules/sheet/locate.ts'
import { marksOf } from '#domain/disclosure/rules/sheet/marks.ts'
import { factorNames, planSheets } from '#domain/disclosure/rules/sheet/plan.ts'
import { readFormSheet, type SheetPlace } from '#domain/disclosure/rules/sheet/read.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { inspectXlsx, workbookBytes } from '#platform/sheet/inspect.ts'
import { markWorkbook } from '#platform/sheet/mark.ts'
import { cleanFileName } from '#platform/storage/file-name.ts'
import type { Locale } from '#src/i18n/locale.ts'

export interface SheetImport {
  enterpriseId: number
  year: number
  fileName: string
  bytes: Uint8Array
  /** Language of the remarks in the marked copy. */
  locale: Locale
  /** Where a colleague changed the same cell meanwhile, the file's stands. */
  mineStands?: boolean
}

export interface SheetReport {
  /** How many fields were changed; null when the file was refused and nothing was saved. */
  changed: number | null
  findings: SheetFinding[]
  /** Of the marked copy; undefined when there was nothing to mark. */
  id: string | undefined
}

/**
 * Takes in the year's workbook: all of it as one save of the draft, or nothing. What colleagues saved since it was downloaded
 * stays, as with the form. With anything to be said of the file, a copy of it is kept in which it is marked.
 * @throws UnreadableFile when it is no workbook that can be read; DisclosureRefusal draft_gone
 */
export async function importSheet(db: Db, viewer: Viewer, given: SheetImport, now: Date): Promise<SheetReport> {
  const account = demandAccount(viewer, 'disclosure.file', { enterpriseId: given.enterpriseId })
  const bytes = workbookBytes(given.bytes)
  const workbook = inspectXlsx(bytes)
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const draft = await lockDraft(tx, given.enterpriseId, given.year)
    const form = (await getDraftForm(tx, given.enterpriseId, given.year)) as DraftForm
    const read = await readAll(tx, form, workbook, given)
    const refused = read.findings.some(({ severity }) => severity === 'refuse')
    const changed = refused
      ? null
      : (
          await saveDraft(
            tx,
            viewer,
            { enterpriseId: given.enterpriseId, year: given.year, revision: read.revision, fields: read.fields },
            now,
          )
        ).changed
    const findings = inFileOrder(
      read.findings,
      workbook.sheets.map(({ path }) => path),
    )
    if (findings.length === 0) return { changed, findings, id: undefined }

    const content = markWorkbook(bytes, marksOf(findings, read.located, given.locale))
    const fileName = cleanFileName(given.fileName, 'xlsx')
    const [kept] = await tx
      .insert(disclosureSheets)
      .values({
        enterpriseId: given.enterpriseId,
        year: given.year,
        fileName,
        content,
        findings,
        changed,
        uploadedBy: account.userId,
        uploadedAt: now,
      })
      .returning({ id: disclosureSheets.id })
    if (refused) {
      await recordEvent(tx, {
        kind: 'draft.sheet_refused',
        subject: `disclosure:${draft.id}`,
        by: viewer,
        at: now,
        after: { fileName, findings: findings.length },
      })
    }
    return { changed, findings, id: kept?.id }
  })
}

/** Everything that the file says and everything there is to say about it. */
async function readAll(
  tx: Db,
  form: DraftForm,
  workbook: ReturnType<typeof inspectXlsx>,
  { enterpriseId, year, mineStands = false }: SheetImport,
) {
  const nothing = { fields: {}, located: [], revision: form.draft.revision }
  const found = findIdentity(workbook)
  const enterprise = await getEnterpriseHead(tx, enterpriseId)
  const foreign = identityFinding(found, { creditCode: enterprise?.creditCode ?? '', year, draft: form.draft })
  if (foreign || !found || !('revision' in found.identity)) return { ...nothing, findings: foreign ? [foreign] : [] }
  const { identity } = found

  const saved = formFields(form)
  const before = identity.revision === form.draft.revision ? {} : await fieldsBefore(tx, form.draft, identity.revision)
  const base = {
    fields: { ...saved, ...before },
    factorNames: { zh: factorNames(form, 'zh'), en: factorNames(form, 'en') },
  }
  const { located, findings } = locateSheets(workbook, planSheets(form, identity.locale), found.path)
  const fields: Record<string, string> = {}
  const places = new Map<string, SheetPlace>()
  for (const sheet of located) {
    const read = readFormSheet(sheet, base)
    Object.assign(fields, read.fields)
    findings.push(...read.findings)
    for (const [field, place] of read.places) places.set(field, place)
  }

  const { conflicts } = mergeTyped(base.fields, saved, fields)
  if (!mineStands) findings.push(...conflictFindings(conflicts, places))
  const revision = identity.revision
  const merged = (await getDraftForm(tx, enterpriseId, year, { revision, fields })) as DraftForm
  findings.push(...contentFindings(merged.checked, fields, places))
  // Who insists on his own of what both changed sends it as a change of what is saved now.
  const insisted = mineStands && conflicts.length > 0
  const { changes } = mergeTyped(base.fields, saved, fields)
  return {
    findings,
    located,
    fields: insisted
      ? { ...changes, ...Object.fromEntries(conflicts.map(({ field, mine }) => [field, mine])) }
      : fields,
    revision: insisted ? form.draft.revision : revision,
  }
}

const formFields = (form: DraftForm): TypedFields => ({
  ...savedFields(
    form.outlets.flatMap(({ rows }) => rows),
    rowFields,
  ),
  ...Object.assign({}, ...form.items.map(itemFields)),
})
