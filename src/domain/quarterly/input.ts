import { z } from 'zod'
import { readQuarter } from '#domain/quarterly/rules.ts'
import { plainText } from '#platform/http/plain-text.ts'
import { searchFields } from '#platform/http/search-fields.ts'

export const quarterlyLimits = { reason: 300 }

/** `2026-3` in a form. */
const quarter = z.string().transform((text, context) => {
  const found = readQuarter(text)
  if (found) return found
  context.addIssue({ code: 'custom', message: 'no quarter' })
  return z.NEVER
})
const id = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)

export const quarterRef = z.object({ quarter })
export const entryRef = z.object({ quarter, id })
export const entryStriking = z.object({ quarter, id, reason: plainText(4, quarterlyLimits.reason) })
export const quarterlyDownload = z.object({ lang: searchFields('en').choice(['zh', 'en']).default('zh') })

const paging = searchFields('en')
export const quarterlyApiSearch = z.object({
  /** `2026-3`; all published ones without it. */
  quarter: z
    .string()
    .transform((text, context) => {
      const found = readQuarter(text)
      if (found) return found
      context.addIssue({ code: 'custom', message: 'A quarter is written like 2026-3.' })
      return z.NEVER
    })
    .optional(),
  limit: paging.whole('limit', 1, 200).default(50),
  cursor: paging.cursor,
})
