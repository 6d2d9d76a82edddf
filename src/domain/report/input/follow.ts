import { z } from 'zod'
import { openedParts } from '#db/vocabulary.ts'
import { reportNumber } from '#domain/report/input/handling.ts'
import { reportLimits } from '#domain/report/rules/terms.ts'
import { plainText } from '#platform/http/plain-text.ts'

/** Words to the handler; files may come without. */
export const reportMessage = (files: number) =>
  z.object({ words: plainText(files > 0 ? 0 : 1, reportLimits.messageWords) })
/** Why the reporter does not agree. */
export const reportObjection = z.object({ objection: plainText(reportLimits.leastWords, reportLimits.messageWords) })
/** What is no receipt is answered like a wrong one; `turn` says since when its sender waits (commands/enter.ts). */
export const reportReceipt = z.object({
  receipt: z
    .string()
    .default('')
    .transform((text) => text.slice(0, 200)),
  turn: z.string().max(1000).optional(),
})
/** Declining a reward is final: it is ticked as well as sent. */
export const reportDeclining = z.object({ declines: z.literal('yes') })
/** 打开身份、原件、原文: which report, what of it, and why; the reporter reads the reason. */
export const reportOpening = z.object({
  id: reportNumber,
  part: z.enum(openedParts),
  reason: plainText(10, 200),
  fileId: z.union([z.literal('').transform(() => undefined), reportNumber]).optional(),
})
