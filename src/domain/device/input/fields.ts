import { z } from 'zod'
import { plainText } from '#platform/http/plain-text.ts'

export const deviceLimits = {
  words: 2000,
  note: 500,
  documentNo: 80,
  model: 100,
  laboratory: 100,
  pageSize: 30,
  /** Frames of a device that its page decodes. */
  frames: 20,
}

export const rowId = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)
export const optionalId = z.union([z.literal('').transform(() => null), rowId]).default(null)

/** `2026-11-26T10:05` as a browser's field gives it, Chinese time. */
export const moment = z
  .string()
  .regex(/^20\d\d-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/)
  .transform((text) => new Date(`${text}+08:00`))
  .refine((at) => !Number.isNaN(at.getTime()))

export const outletOf = {
  creditCode: z.string().trim().toUpperCase().min(9).max(18),
  outletCode: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}\d{3}$/),
}
export const optionalText = (most: number) =>
  plainText(0, most)
    .default('')
    .transform((text) => text || null)
/** A box that was ticked. */
export const ticked = z
  .enum(['on'])
  .optional()
  .transform((given) => given === 'on')
