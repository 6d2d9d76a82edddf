import { type ActionAPIContext, defineAction } from 'astro:actions'
import type { z } from 'zod'
import { publishSeveral } from '#domain/violation/commands/casework/bulk.ts'
import { recordExecution, recordStep } from '#domain/violation/commands/casework/course.ts'
import { draftCase, editDraft } from '#domain/violation/commands/casework/draft.ts'
import { addEvidence, removeEvidence } from '#domain/violation/commands/casework/evidence.ts'
import { importLedger } from '#domain/violation/commands/casework/import-ledger.ts'
import { passCase, publishCase, returnCase, submitCase } from '#domain/violation/commands/casework/steps.ts'
import { linkCase } from '#domain/violation/commands/link-cases.ts'
import { caseDraft, readCaseForm } from '#domain/violation/input/draft.ts'
import {
  caseReference,
  courseStep,
  executionChange,
  newEvidence,
  revisionReference,
  stepWords,
} from '#domain/violation/input/steps.ts'
import { countUnseen, text } from '#domain/violation/input/texts.ts'
import { CaseRefusal } from '#domain/violation/refusal.ts'
import { DomainError } from '#platform/errors.ts'
import { demand } from '#platform/permissions/demand.ts'

import { RefusedFile } from '#platform/storage/refused.ts'
import { answer } from '#src/actions/answer.ts'
import { keepLedger, takeOverLedger } from '#src/actions/ledger-file.ts'
import { caseProblemText, caseRefusals } from '#src/i18n/messages/case-problems.ts'
import { refusedFileText } from '#src/i18n/messages/files.ts'

/** The office's forms on cases, from the draft to the publication and after it. */
export const casework = {
  draft: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, async ({ db, viewer, now }) => {
        const { id } = await draftCase(db, viewer, read(caseDraft, readCaseForm(form)), now)
        return { id, cleaned: countUnseen(form) }
      }),
  }),
  edit: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, async ({ db, viewer, now }) => {
        const { id, revision } = ofCase(form)
        await editDraft(db, viewer, { id, revision, content: read(caseDraft, readCaseForm(form)) }, now)
        return { id, cleaned: countUnseen(form) }
      }),
  }),
  submit: stepAction(submitCase),
  pass: stepAction(passCase),
  return: stepAction(returnCase),
  publish: stepAction(publishCase),
  publishSeveral: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, ({ db, viewer, now }) => {
        const chosen = form.getAll('case').flatMap((value) => {
          const [, id, revision] = /^([1-9]\d{0,8})\.(\d{1,7})$/.exec(String(value)) ?? []
          return id && revision ? [{ id: Number(id), revision: Number(revision) }] : []
        })
        return publishSeveral(db, viewer, chosen, now)
      }),
  }),
  /** Takes in a ledger; its preview is at /office/cases/import?file=HASH. */
  uploadLedger: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, async ({ viewer, locale }) => {
        demand(viewer, 'case.draft', { regionCode: viewer.role === 'visitor' ? null : viewer.regionCode })
        return keepLedger(form, locale)
      }),
  }),
  importLedger: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, async ({ db, viewer, locale, now }) => {
        const report = await takeOverLedger(form, locale, (bytes) => importLedger(db, viewer, { bytes, locale }, now))
        return { created: report.created.length, unchanged: report.unchanged }
      }),
  }),
  addEvidence: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, async ({ db, viewer, now }) => {
        const sent = form.get('file')
        const file =
          sent instanceof File && sent.size > 0
            ? { bytes: new Uint8Array(await sent.arrayBuffer()), name: sent.name }
            : undefined
        const { id } = ofCase(form)
        return addEvidence(db, viewer, { caseId: id, ...read(newEvidence, Object.fromEntries(form)), file }, now)
      }),
  }),
  removeEvidence: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, async ({ db, viewer, now }) => {
        const { id } = ofCase(form)
        await removeEvidence(db, viewer, { caseId: id, id: read(caseReference, form.get('evidenceId')) }, now)
        return { id }
      }),
  }),
  recordStep: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, async ({ db, viewer, now }) => {
        const { id } = ofCase(form)
        await recordStep(db, viewer, { id, ...read(courseStep, Object.fromEntries(form)) }, now)
        return { id }
      }),
  }),
  /** A published case under a name alone is linked to the registered firm that it is. */
  link: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, async ({ db, viewer, now }) => {
        const { id } = ofCase(form)
        await linkCase(db, viewer, { id, creditCode: read(text(40), form.get('creditCode') ?? '', 'creditCode') }, now)
        return { id }
      }),
  }),
  recordExecution: defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, async ({ db, viewer, now }) => {
        const { id } = ofCase(form)
        await recordExecution(db, viewer, { id, ...read(executionChange, Object.fromEntries(form)) }, now)
        return { id }
      }),
  }),
}

function stepAction(take: typeof submitCase) {
  return defineAction({
    accept: 'form',
    handler: (form, context) =>
      inWords(context, async ({ db, viewer, now }) => {
        const given = ofCase(form)
        await take(db, viewer, { ...given, words: read(stepWords, form.get('words') ?? '', 'words') }, now)
        return { id: given.id }
      }),
  })
}

const ofCase = (form: FormData) => ({
  id: read(caseReference, form.get('id'), 'id'),
  revision: read(revisionReference, form.get('revision') ?? 0, 'revision'),
})

function read<S extends z.ZodType>(schema: S, given: unknown, field = ''): z.output<S> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new CaseRefusal(
    'rule_broken',
    'not_complete',
    parsed.error.issues.map((issue) => ({
      // `measures.0.kind` of the content is `measures_0.kind` of the form.
      field: [field, ...issue.path]
        .filter((part) => part !== '')
        .join('.')
        .replace(/^(measures|persons)\.(\d+)\b/, '$1_$2'),
      code: issue.message,
      given: ('params' in issue ? issue.params : {}) as Record<string, string | number>,
    })),
  )
}

/** What the domain refuses is said in the reader's language, at the field where there is one. */
function inWords<T>({ locals }: ActionAPIContext, work: (locals: App.Locals) => Promise<T>): Promise<T> {
  return answer(async () => {
    const { locale } = locals
    try {
      return await work(locals)
    } catch (error) {
      if (error instanceof RefusedFile) {
        const message = refusedFileText(locale, error.reason)
        throw new DomainError('rule_broken', message, [{ field: 'file', message }])
      }
      if (!(error instanceof CaseRefusal)) throw error
      const words = caseRefusals[locale][error.refusal]
      const fields = error.problems.map(({ field, message, given, clause }) => ({
        field,
        message: caseProblemText(locale, message, given, clause),
      }))
      throw new DomainError(error.code, words, fields.length > 0 ? [{ field: '', message: words }, ...fields] : [])
    }
  })
}
