import { z } from 'zod'
import { evidenceKinds, executionStates, violationCategories } from '#db/vocabulary.ts'
import { caseLimits } from '#domain/violation/input/draft.ts'
import { choice, day, text } from '#domain/violation/input/texts.ts'

export const caseReference = z.coerce.number().int().min(1).max(999_999_999)
export const revisionReference = z.coerce.number().int().min(0).max(1_000_000)

/** Words with a step: a reason of a return, a note with a pass. */
export const stepWords = text(caseLimits.reason)

/** After publication: what happened, and where execution stands. */
export const courseStep = z.object({
  kind: choice(['paid', 'rectified', 'rechecked', 'closed']),
  happenedOn: day,
  detail: text(caseLimits.words),
})
export const executionChange = z.object({
  executionState: choice(executionStates),
  happenedOn: day,
  words: text(caseLimits.words, 2),
})

export const newEvidence = z.object({
  kind: choice(evidenceKinds),
  description: text(caseLimits.evidence, 2),
  isPublic: z
    .string()
    .default('')
    .transform((value) => value !== ''),
})

/** For whom a case of the office waits: its drafter, the legal desk, who publishes. */
export const caseWaits = ['draft', 'returned', 'review', 'publish'] as const
export type CaseWait = (typeof caseWaits)[number]

/** The inbox's address. Without `wait`: all that is not published yet. */
export const caseInboxSearch = z.object({
  wait: z.enum(caseWaits, { error: `one of ${caseWaits.join(', ')}` }).optional(),
  region: z
    .string()
    .regex(/^\d{6}$/, { error: 'a region code of six digits' })
    .optional(),
  category: z.enum(violationCategories, { error: `one of ${violationCategories.join(', ')}` }).optional(),
  late: z.enum(['yes'], { error: 'yes' }).optional(),
  page: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, { error: 'a page number' })
    .transform(Number)
    .default(1),
})
export type CaseInboxSearch = z.infer<typeof caseInboxSearch>
