import { z } from 'zod'
import { evaluationBlocks, evaluationLists } from '#domain/plan/rules/evaluation.ts'
import { plainText } from '#platform/http/plain-text.ts'

export const evaluationLimits = { textMin: 10, text: 4000, textEn: 8000 }
const l = evaluationLimits

const whole = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)

export const evaluationBeginning = z.object({ sectorCode: z.string().regex(/^[a-z-]{2,40}$/) })
export const evaluationRef = z.object({ id: whole, revision: whole })
/** A draft may leave blocks empty; for its publication all are needed. */
export const evaluationTexts = z.object({
  id: whole,
  revision: whole,
  ...(Object.fromEntries(
    evaluationBlocks.flatMap((block) => [
      [`${block}Zh`, plainText(0, l.text)],
      [`${block}En`, plainText(0, l.textEn)],
    ]),
  ) as Record<`${(typeof evaluationBlocks)[number]}${'Zh' | 'En'}`, ReturnType<typeof plainText>>),
})
export type EvaluationWriting = z.infer<typeof evaluationTexts>

export const evaluationId = whole
/** `/progress/evaluations/1/paper?version=1`, `.../1/firms.csv`. */
export const evaluationAddress = z.object({
  batch: z
    .string()
    .regex(/^[1-3]$/)
    .transform(Number),
  sector: z.string().regex(/^[a-z-]{2,40}$/),
})
export const evaluationVersion = z
  .string()
  .regex(/^[1-9]\d?$/)
  .transform(Number)
export const evaluationFile = z.object({ version: evaluationVersion, list: z.enum(evaluationLists) })
