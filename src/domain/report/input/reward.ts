import { z } from 'zod'
import { rewardStates } from '#db/vocabulary.ts'
import { reportNumber } from '#domain/report/input/handling.ts'
import { askedBars } from '#domain/report/rules/reward.ts'
import { plainText } from '#platform/http/plain-text.ts'

export const rewardLimits = { reason: 1000, reference: 60, voucher: 80, pageSize: 50 }

export const rewardProposal = z.object({
  /** Of the report. */
  id: reportNumber,
  grade: z.string().regex(/^[a-z]{2,20}$/),
  amountYuan: z
    .string()
    .trim()
    .regex(/^[1-9]\d{0,6}$/)
    .transform(Number),
  reason: plainText(10, rewardLimits.reason),
  /** What was made sure of: each one of it. */
  asked: z.array(z.enum(askedBars)).refine((given) => askedBars.every((bar) => given.includes(bar))),
})

export const rewardDecision = z
  .object({
    id: reportNumber,
    decision: z.enum(['grant', 'refuse']),
    refusal: plainText(0, rewardLimits.reason).default(''),
  })
  .refine(({ decision, refusal }) => decision === 'grant' || refusal.length >= 5, { path: ['refusal'] })

export const rewardLook = z.object({ voucher: z.string().trim().min(1).max(rewardLimits.voucher) })
export const rewardPayment = rewardLook.extend({ reference: plainText(3, rewardLimits.reference) })

export const rewardSearch = z.object({
  state: z.enum(rewardStates, { error: `one of ${rewardStates.join(', ')}` }).optional(),
  page: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, { error: 'a page number' })
    .transform(Number)
    .default(1),
})
export type RewardSearch = z.infer<typeof rewardSearch>
