import { type ActionAPIContext, defineAction } from 'astro:actions'
import type { z } from 'zod'
import { correctChange, reportChange } from '#domain/change/commands/report-change.ts'
import { changeCorrection, changeLimits, changeReport } from '#domain/change/input.ts'
import { DomainError } from '#platform/errors.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import { answer } from '#src/actions/answer.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { changeMessages } from '#src/i18n/messages/change.ts'

/** Reports of changes, for the enterprise of the account that sends them. */
export const change = {
  report: defineAction({
    accept: 'form',
    handler: (form, context) =>
      answer(async () => {
        const { db, viewer, now, locale } = context.locals
        const firm = ownFirm(context)
        return { id: await reportChange(db, viewer, firm, read(changeReport, form, locale), now) }
      }),
  }),
  correct: defineAction({
    accept: 'form',
    handler: (form, context) =>
      answer(async () => {
        const { db, viewer, now, locale } = context.locals
        const firm = ownFirm(context)
        return { id: await correctChange(db, viewer, firm, read(changeCorrection, form, locale), now) }
      }),
  }),
}

function ownFirm({ locals: { viewer } }: ActionAPIContext): number {
  const enterpriseId = viewer.role === 'firm' ? viewer.enterpriseId : null
  return demandAccount(viewer, 'change.report', { enterpriseId }).enterpriseId as number
}

function read<S extends z.ZodType>(schema: S, form: FormData, locale: Locale): z.output<S> {
  const parsed = schema.safeParse(Object.fromEntries(form))
  if (parsed.success) return parsed.data
  const say = changeMessages[locale]
  const { contentMin, contentLength, reasonMin, reasonLength, signedNameMin, signedNameLength } = changeLimits
  const words: Record<string, string> = {
    kind: say.kindProblem,
    receivedOn: say.dayProblem,
    documentNo: say.lengthProblem(0, changeLimits.documentNoLength),
    authority: say.lengthProblem(0, changeLimits.authorityLength),
    content: say.lengthProblem(contentMin, contentLength),
    reason: say.lengthProblem(reasonMin, reasonLength),
    signedName: say.lengthProblem(signedNameMin, signedNameLength),
  }
  const fields = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))]
  throw new DomainError(
    'rule_broken',
    say.notRead,
    fields.map((field) => ({ field: field in words ? field : '', message: words[field] ?? say.notRead })),
  )
}
