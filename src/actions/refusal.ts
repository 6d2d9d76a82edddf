import { defineAction } from 'astro:actions'
import type { z } from 'zod'
import { recordRefusal, revokeRefusal } from '#domain/disclosure/commands/record-refusal.ts'
import { disclosureLimits, refusalRecording, refusalRevoking } from '#domain/disclosure/input.ts'
import { DomainError } from '#platform/errors.ts'
import { answer } from '#src/actions/answer.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { caseDraftMessages } from '#src/i18n/messages/case-draft.ts'

/** 拒不公开: the county records it, and takes it back. */
export const refusal = {
  record: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, now, locale } }) =>
      answer(() => recordRefusal(db, viewer, read(refusalRecording, form, locale), now)),
  }),
  revoke: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, now, locale } }) =>
      answer(() => revokeRefusal(db, viewer, read(refusalRevoking, form, locale), now)),
  }),
}

function read<S extends z.ZodType>(schema: S, form: FormData, locale: Locale): z.output<S> {
  const parsed = schema.safeParse(Object.fromEntries(form))
  if (parsed.success) return parsed.data
  const say = caseDraftMessages[locale]
  const { officeReasonMin, reasonLength } = disclosureLimits
  const length = say.reasonLength(officeReasonMin, reasonLength)
  const words: Record<string, string> = { refusedOn: say.dayProblem, basis: length, reason: length }
  const fields = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))]
  throw new DomainError(
    'rule_broken',
    say.notRead,
    fields.map((field) => ({ field: field in words ? field : '', message: words[field] ?? say.notRead })),
  )
}
