import { z } from 'zod'
import { reportKinds, reportOutcomes, reportRefusalGrounds, reportStates } from '#db/vocabulary.ts'
import { reportWaits } from '#domain/report/rules/due.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import { day, plainText } from '#platform/http/plain-text.ts'

export const handlingLimits = {
  words: 2000,
  note: 4000,
  publicOutcome: 2000,
  title: 200,
  facts: 5000,
  firm: 200,
  authority: 60,
  pageSize: 50,
}
const { words, note, publicOutcome, title, facts, firm, authority } = handlingLimits

export const reportNumber = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)

/** Which report, and as it was when the sender's page was loaded. */
const step = z.object({
  id: reportNumber,
  revision: z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number),
})
/** `words` go to the reporter, `note` stays in the office. */
const optionalWords = plainText(0, words).default('')
const optionalNote = plainText(0, note).default('')

export const reportAcceptance = step.extend({ words: optionalWords, note: optionalNote })
export const reportRefusing = step.extend({
  ground: z.enum(reportRefusalGrounds),
  words: plainText(5, words),
  note: optionalNote,
})
export const reportReferral = step.extend({
  authority: plainText(2, authority),
  telephone: z
    .string()
    .trim()
    .regex(/^[0-9][0-9 -]{2,20}[0-9]$/),
  words: optionalWords,
  note: optionalNote,
})
export const reportJoining = step.extend({ joinedToId: reportNumber, words: optionalWords, note: optionalNote })
export const reportRouting = step.extend({
  regionCode: z.union([z.literal('').transform(() => null), z.string().regex(/^\d{6}$/)]),
  note: optionalNote,
})
export const reportInspection = step.extend({
  inspectedOn: day,
  note: plainText(5, note),
  words: optionalWords,
})
export const reportExtension = step.extend({
  days: z
    .string()
    .trim()
    .regex(/^\d{1,3}$/)
    .transform(Number),
  words: plainText(5, words),
  note: optionalNote,
})
export const reportConclusion = step.extend({
  outcome: z.enum(reportOutcomes),
  publicOutcome: plainText(10, publicOutcome),
  publicOutcomeEn: plainText(0, publicOutcome)
    .default('')
    .transform((text) => text || null),
  words: optionalWords,
  note: optionalNote,
})
export const reportReopening = step.extend({ words: optionalWords, note: optionalNote })
export const reportCaseLink = step.extend({ caseId: reportNumber })
export const reportCaseOpening = step.extend({
  enterpriseName: plainText(2, firm),
  title: plainText(4, title),
  facts: plainText(10, facts),
})

/** Words to the reporter beside any step. */
export const officeMessage = z.object({ id: reportNumber, message: plainText(1, reportLimits.messageWords) })
export const reportReference = z.object({ id: reportNumber })

/** The inbox's address. Without a state: all that something is owed to. */
export const reportInboxSearch = z.object({
  wait: z.enum(reportWaits, { error: `one of ${reportWaits.join(', ')}` }).optional(),
  state: z.enum(reportStates, { error: `one of ${reportStates.join(', ')}` }).optional(),
  kind: z.enum(reportKinds, { error: `one of ${reportKinds.join(', ')}` }).optional(),
  /** A county, or `city` for what no county has. */
  region: z
    .string()
    .regex(/^(\d{6}|city)$/, { error: 'a region code of six digits, or city' })
    .optional(),
  late: z.enum(['yes'], { error: 'yes' }).optional(),
  unread: z.enum(['yes'], { error: 'yes' }).optional(),
  page: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, { error: 'a page number' })
    .transform(Number)
    .default(1),
})
export type ReportInboxSearch = z.infer<typeof reportInboxSearch>
