import { type ActionAPIContext, defineAction } from 'astro:actions'
import type { z } from 'zod'
import { attachSeal } from '#domain/disclosure/commands/attach-seal.ts'
import { copyPart } from '#domain/disclosure/commands/copy-part.ts'
import { discardDraft } from '#domain/disclosure/commands/discard-draft.ts'
import { importSheet } from '#domain/disclosure/commands/import-sheet.ts'
import { openCorrection, openDraft } from '#domain/disclosure/commands/open-draft.ts'
import { refreshDraft } from '#domain/disclosure/commands/refresh-draft.ts'
import { saveDraft } from '#domain/disclosure/commands/save-draft.ts'
import { signAndPublish } from '#domain/disclosure/commands/sign-and-publish.ts'
import {
  correctionOpening,
  disclosureId,
  disclosureLimits,
  disclosureSigning,
  draftOpening,
  draftReference,
  partCopying,
  readTypedFields,
} from '#domain/disclosure/input.ts'
import { getDraftForm } from '#domain/disclosure/queries/draft-form.ts'
import { codedProblem, DisclosureRefusal } from '#domain/disclosure/refusal.ts'
import { partOfField } from '#domain/disclosure/rules/items/item.ts'
import { DomainError, type FieldProblem } from '#platform/errors.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import { UnreadableFile } from '#platform/sheet/sheet.ts'
import { answer } from '#src/actions/answer.ts'
import { readSeal, readUploads } from '#src/actions/uploads.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { problemText } from '#src/i18n/messages/disclosure-problems.ts'
import { filingMessages, filingRefusals } from '#src/i18n/messages/filing.ts'
import { sheetPageMessages } from '#src/i18n/messages/sheet-page.ts'
import { unreadableText } from '#src/i18n/messages/unreadable.ts'

/** The filing desk's forms. Each works on the enterprise of the account that sends it. */
export const disclosure = {
  openDraft: defineAction({
    accept: 'form',
    handler: (form, context) =>
      filing(context, async (enterpriseId) => {
        const { year, asLastYear } = read(draftOpening, form, context.locals.locale)
        await openDraft(
          context.locals.db,
          context.locals.viewer,
          { enterpriseId, year, asLastYear },
          context.locals.now,
        )
        return { year }
      }),
  }),
  openCorrection: defineAction({
    accept: 'form',
    handler: (form, context) =>
      filing(context, async (enterpriseId) => {
        const { year, reason } = read(correctionOpening, form, context.locals.locale)
        await openCorrection(
          context.locals.db,
          context.locals.viewer,
          { enterpriseId, year, reason },
          context.locals.now,
        )
        return { year }
      }),
  }),
  refreshDraft: defineAction({
    accept: 'form',
    handler: (form, context) =>
      filing(context, async (enterpriseId) => {
        const { year } = read(draftOpening, form, context.locals.locale)
        await refreshDraft(context.locals.db, context.locals.viewer, { enterpriseId, year }, context.locals.now)
        return { year }
      }),
  }),
  /**
   * Saves a page of the form with its files, and then says what is wrong: with `next=preview` all that stands against a
   * publication, else what is wrong in this part. `goTo` says where the page leads on: form, next, preview, add:group, gone:group.
   */
  saveDraft: defineAction({
    accept: 'form',
    handler: (form, context) =>
      filing(context, async (enterpriseId) => {
        const { db, viewer, now, locale } = context.locals
        const { year, revision } = read(draftReference, form, locale)
        const { attach, problems: refusedFiles } = await readUploads(form, locale)
        const { next, detach, remove } = readButton(form)
        const fields = readTypedFields(form)
        const save = { enterpriseId, year, revision, fields, attach, detach, remove }
        const saved = await saveDraft(db, viewer, save, now)
        if (next !== 'form' && next !== 'next' && next !== 'preview' && refusedFiles.length === 0)
          return { year, ...saved, goTo: next }
        const isForPreview = next === 'preview'
        const part = form.get('part')
        const { checked } = (await getDraftForm(db, enterpriseId, year)) ?? { checked: { problems: [] } }
        const problems = checked.problems.filter(
          ({ field, kind }) => isForPreview || (kind !== 'missing' && (part === null || partOfField(field) === part)),
        )
        if (problems.length + refusedFiles.length > 0) {
          const refusal = isForPreview ? 'not_complete' : 'saved_with_problems'
          throw new DisclosureRefusal('rule_broken', refusal, [...refusedFiles, ...problems.map(codedProblem)])
        }
        return { year, ...saved, goTo: next }
      }),
  }),
  signAndPublish: defineAction({
    accept: 'form',
    handler: (form, context) =>
      filing(context, async (enterpriseId) => {
        const { year, revision, signedName } = read(disclosureSigning, form, context.locals.locale)
        const signing = { enterpriseId, year, revision, signedName }
        return {
          year,
          ...(await signAndPublish(context.locals.db, context.locals.viewer, signing, context.locals.now)),
        }
      }),
  }),
  /** Takes in the year's workbook; what is to be said of it stands at /filing/YEAR/excel?check=ID. */
  uploadSheet: defineAction({
    accept: 'form',
    handler: (form, context) =>
      filing(context, async (enterpriseId) => {
        const { db, viewer, locale, now } = context.locals
        const { year } = read(draftOpening, form, locale)
        const file = form.get('file')
        if (!(file instanceof File) || (file.size === 0 && file.name === ''))
          throw atFile(sheetPageMessages[locale].noFile)
        const bytes = new Uint8Array(await file.arrayBuffer())
        const mineStands = form.get('mineStands') === 'yes'
        try {
          const given = { enterpriseId, year, fileName: file.name, bytes, locale, mineStands }
          const { changed, id } = await importSheet(db, viewer, given, now)
          return { year, changed, id }
        } catch (error) {
          throw error instanceof UnreadableFile ? atFile(unreadableText(error.reason, locale)) : error
        }
      }),
  }),
  /** Hands in the sealed scan of a public version. */
  attachSeal: defineAction({
    accept: 'form',
    handler: (form, context) =>
      filing(context, async (enterpriseId) => {
        const { db, viewer, locale, now } = context.locals
        const id = disclosureId.safeParse(form.get('disclosureId')).data ?? 0
        const scan = await readSeal(form, locale)
        return attachSeal(db, viewer, { enterpriseId, disclosureId: id, scan }, now)
      }),
  }),
  /** Fills the blanks of one part with what lasts of the year before. */
  copyPart: defineAction({
    accept: 'form',
    handler: (form, context) =>
      filing(context, async (enterpriseId) => {
        const { db, viewer, locale, now } = context.locals
        const { year, part } = read(partCopying, form, locale)
        return { year, part, ...(await copyPart(db, viewer, { enterpriseId, year, part }, now)) }
      }),
  }),
  discardDraft: defineAction({
    accept: 'form',
    handler: (form, context) =>
      filing(context, async (enterpriseId) => {
        const { year, revision } = read(draftReference, form, context.locals.locale)
        await discardDraft(
          context.locals.db,
          context.locals.viewer,
          { enterpriseId, year, revision },
          context.locals.now,
        )
        return { year }
      }),
  }),
}

const atFile = (message: string) => new DomainError('rule_broken', message, [{ field: 'file', message }])

/** Runs the work for the sender's own enterprise; what the domain refuses is said in the reader's language. */
function filing<T>({ locals }: ActionAPIContext, work: (enterpriseId: number) => Promise<T>): Promise<T> {
  return answer(async () => {
    try {
      const { enterpriseId } = demandAccount(locals.viewer, 'disclosure.file', {
        enterpriseId: locals.viewer.role === 'firm' ? locals.viewer.enterpriseId : null,
      })
      return await work(enterpriseId as number)
    } catch (error) {
      throw error instanceof DisclosureRefusal ? inWords(error, locals.locale) : error
    }
  })
}

function inWords({ code, refusal, problems }: DisclosureRefusal, locale: Locale): DomainError {
  const words =
    refusal === 'saved_with_problems'
      ? filingMessages[locale].savedWithProblems(problems.length)
      : filingRefusals[locale][refusal]
  const fields = problems.map(
    ({ field, message, given }): FieldProblem => ({ field, message: problemText(locale, message, given) }),
  )
  return new DomainError(code, words, fields.length > 0 ? [{ field: '', message: words }, ...fields] : [])
}

/** Which button was pressed, and what it asks for beside saving. */
function readButton(form: FormData) {
  const [detach, remove, next] = ['detach', 'remove', 'next'].map((name) => String(form.get(name) ?? ''))
  const [field = '', id = ''] = detach?.split(' ') ?? []
  const gone = detach ? field.split('_')[0] : remove?.split('_')[0]
  return {
    next: gone ? `gone:${gone}` : next || 'form',
    detach: detach ? [{ field, id }] : [],
    remove: remove ? [remove] : [],
  }
}

/** Parses a form of few fields; what is wrong with them is said at the field. */
function read<S extends z.ZodType>(schema: S, form: FormData, locale: Locale): z.output<S> {
  const parsed = schema.safeParse(Object.fromEntries(form))
  if (parsed.success) return parsed.data
  const say = filingMessages[locale]
  const { signedNameMin, signedNameLength, correctionReasonMin, correctionReasonLength } = disclosureLimits
  const words: Record<string, string> = {
    signedName: say.nameLength(signedNameMin, signedNameLength),
    declaration: say.notDeclared,
    reason: say.reasonLength(correctionReasonMin, correctionReasonLength),
  }
  const problems = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))].map((field) =>
    words[field] ? { field, message: words[field] } : { field: '', message: filingRefusals[locale].revision_unknown },
  )
  throw new DomainError('rule_broken', filingRefusals[locale].not_complete, problems)
}
