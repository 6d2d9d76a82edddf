import { z } from 'zod'

/** Turns the direction of what follows, or is not seen: a text with them reads otherwise than it is stored. */
const deceiving = /[\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** Words typed into a form, of so many characters; no control characters, none that turn the direction of writing. */
export const plainText = (least: number, most: number) =>
  z
    .string()
    .transform((text) => text.toWellFormed().replace(/\r\n?/g, '\n').trim())
    .refine((text) => text.length >= least && text.length <= most && !deceiving.test(text) && !control.test(text))

/** `2026-06-30`, a day that there is. */
export const day = z
  .string()
  .regex(/^(19|20|21)\d\d-\d{2}-\d{2}$/)
  .refine((text) => new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text)
