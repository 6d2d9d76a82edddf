import { type ActionAPIContext, defineAction } from 'astro:actions'
import type { z } from 'zod'
import { discardDraft } from '#domain/disclosure/commands/discard-draft.ts'
import { openCorrection, openDraft } from '#domain/disclosure/commands/open-draft.ts'
import { refreshDraft } from '#domain/disclosure/commands/refresh-draft.ts'
import { saveDraft } from '#domain/disclosure/commands/save-draft.ts'
import { signAndPublish } from '#domain/disclosure/commands/sign-and-publish.ts'
import {
  correctionOpening,
  disclosureLimits,
  disclosureSigning,
  draftOpening,
  draftReference,
  readTypedFields,
} from '#domain/disclosure/input.ts'
import { getDraftForm } from '#domain/disclosure/queries/draft-form.ts'
import { codedProblem, DisclosureRefusal } from '#domain/disclosure/refusal.ts'
import { DomainError, type FieldProblem } from '#platform/errors.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import { answer } from '#src/actions/answer.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { problemText } from '#src/i18n/messages/disclosure-problems.ts'
import { filingMessages, filingRefusals } from '#src/i18n/messages/filing.ts'

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
  /** Saves, and then says what cannot be published yet: with `next=preview` all of it, else what is wrong. */
  saveDraft: defineAction({
    accept: 'form',
    handler: (form, context) =>
      filing(context, async (enterpriseId) => {
        const { db, viewer, now } = context.locals
        const { year, revision } = read(draftReference, form, context.locals.locale)
        const saved = await saveDraft(db, viewer, { enterpriseId, year, revision, fields: readTypedFields(form) }, now)
        const isForPreview = form.get('next') === 'preview'
        const { checked } = (await getDraftForm(db, enterpriseId, year)) ?? { checked: { problems: [] } }
        const problems = checked.problems.filter(({ kind }) => isForPreview || kind !== 'missing')
        if (problems.length > 0) {
          const refusal = isForPreview ? 'not_complete' : 'saved_with_problems'
          throw new DisclosureRefusal('rule_broken', refusal, problems.map(codedProblem))
        }
        return { year, ...saved, goTo: isForPreview ? ('preview' as const) : ('form' as const) }
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
