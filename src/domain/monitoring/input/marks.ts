import { z } from 'zod'
import { readingMarkKinds } from '#db/vocabulary.ts'
import { tidy } from '#src/text/tidy.ts'

export const markLimits = { wordsMin: 5, wordsLength: 500 }

const id = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)

const words = z.string().transform(tidy).pipe(z.string().min(markLimits.wordsMin).max(markLimits.wordsLength))

/** A whole hour of the city, as a form's `datetime-local` gives it: `2026-11-25T08:00`. */
const wholeHour = z
  .string()
  .regex(/^20\d\d-\d\d-\d\dT\d\d:00(:00)?$/)
  .transform((text) => new Date(`${text.slice(0, 16)}:00+08:00`))
  .refine((at) => !Number.isNaN(at.getTime()))

/** 标记 as a firm makes it. */
export const markMaking = z.object({
  outletId: id,
  /** Empty: all that the device sends. */
  factor: z.union([z.literal('').transform(() => null), z.string().regex(/^[aw]\d{5}$/)]),
  from: wholeHour,
  to: wholeHour,
  kind: z.enum(readingMarkKinds),
  words,
})
export type MarkMaking = z.infer<typeof markMaking>

export const markWithdrawing = z.object({ id, words })
export type MarkWithdrawing = z.infer<typeof markWithdrawing>
