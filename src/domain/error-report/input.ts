import { z } from 'zod'
import { hidingGrounds } from '#db/vocabulary.ts'
import { tidy } from '#src/text/tidy.ts'

export const errorReportLimits = { wordsMin: 5, words: 1000, answerMin: 5, answer: 2000, note: 500, pageSize: 50 }

const words = (min: number, max: number) =>
  z
    .string({ error: 'too_short' })
    .transform(tidy)
    .pipe(z.string().min(min, { error: 'too_short' }).max(max, { error: 'too_long' }))
const id = z.coerce.number().int().min(1).max(999_999_999)

/** What a reader sends: which field or outlet, and what is wrong there. Nothing about the reader is asked. */
export const errorReportInput = z.object({
  disclosureId: id,
  field: z.string({ error: 'choose' }).min(1, { error: 'choose' }).max(80, { error: 'choose' }),
  words: words(errorReportLimits.wordsMin, errorReportLimits.words),
  /** A field that people don't see and programs fill in. */
  website: z.string().max(0, { error: 'leave_blank' }).default(''),
})

export const errorAnswerInput = z.object({
  id,
  words: words(errorReportLimits.answerMin, errorReportLimits.answer),
  /** The version that mended it; blank where nothing had to be. */
  mendedById: z
    .union([z.literal(''), id], { error: 'choose' })
    .default('')
    .transform((value) => (value === '' ? null : value)),
})

export const errorHiding = z.object({
  id,
  ground: z.enum(hidingGrounds, { error: 'choose' }),
  note: words(0, errorReportLimits.note).default(''),
})
