import { z } from 'zod'
import { appealKinds, appealResults, correctionFields, hidingGrounds } from '#db/vocabulary.ts'
import { choice, day, text } from '#domain/violation/input/texts.ts'
import { withdrawalReasons } from '#domain/violation/rules/aftercare/removal.ts'

/** The limits of what comes after a publication, for the schemas, the forms' own maxlength and the messages. */
export const aftercareLimits = {
  reply: 3000,
  replyMin: 10,
  words: 1000,
  wordsMin: 5,
  body: 100,
  documentNo: 80,
  value: 20_000,
  basis: 300,
  promise: 1000,
  promiseMin: 10,
}
const most = aftercareLimits

const number = z.coerce.number({ error: 'missing' }).int().min(1).max(999_999_999)
/** A day that must be there. */
const someDay = day.transform((value, ctx) => {
  if (value === null) ctx.addIssue({ code: 'custom', message: 'missing' })
  return value ?? ''
})
const words = (least = most.wordsMin) => text(most.words, least)
const ticked = z
  .string()
  .optional()
  .transform((value) => value === 'on')

export const replySending = z.object({ caseId: number, words: text(most.reply, most.replyMin) })
export const replyStep = z.object({ id: number })
export const replyRefusing = z
  .object({ id: number, ground: choice(hidingGrounds), replyWords: words() })
  .transform(({ replyWords, ...given }) => ({ ...given, words: replyWords }))

export const appealEntering = z.object({
  caseId: number,
  kind: choice(appealKinds),
  body: text(most.body, 2),
  filedOn: someDay,
  documentNo: text(most.documentNo, 2),
})
export const appealDeciding = z
  .object({
    id: number,
    result: choice(appealResults),
    decidedOn: someDay,
    resultDocumentNo: text(most.documentNo, 2),
  })
  .transform(({ resultDocumentNo, ...given }) => ({ ...given, documentNo: resultDocumentNo }))

export const correctionProposing = z
  .object({
    caseId: number,
    field: choice(correctionFields),
    after: text(most.value),
    isBeforeShown: ticked,
    correctionReason: words(),
    legalBasis: text(most.basis, 2),
  })
  .transform(({ correctionReason, ...given }) => ({ ...given, reason: correctionReason }))
export const correctionDeciding = z.object({ id: number, decision: choice(['confirm', 'refuse']) })

export const withdrawing = z
  .object({ caseId: number, reason: choice(withdrawalReasons), withdrawalWords: words() })
  .transform(({ withdrawalWords, ...given }) => ({ ...given, words: withdrawalWords }))

export const repairApplying = z.object({
  caseId: number,
  correctedOn: day,
  paidOn: day,
  promise: text(most.promise, most.promiseMin),
  hasPromised: ticked,
})
export const repairTakingBack = z.object({ id: number })
export const repairOpining = z
  .object({ id: number, step: choice(['support', 'oppose']), repairWords: words() })
  .transform(({ repairWords, ...given }) => ({ ...given, words: repairWords }))
export const repairDeciding = z
  .object({ id: number, step: choice(['grant', 'refuse']), repairWords: words() })
  .transform(({ repairWords, ...given }) => ({ ...given, words: repairWords }))

export const sealReading = z
  .object({ caseId: number, sealReason: words() })
  .transform(({ caseId, sealReason }) => ({ caseId, reason: sealReason }))
