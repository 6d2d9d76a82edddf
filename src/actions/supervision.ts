import type { z } from 'zod'
import {
  type AnswerFile,
  answerAsCounty,
  answerAsFirm,
  answerAsOperator,
} from '#domain/supervision/commands/order/answer.ts'
import { linkOrderToCase, openCaseFromOrder } from '#domain/supervision/commands/order/link-case.ts'
import { closeOrder, commentOnOrder, escalateOrder } from '#domain/supervision/commands/order/oversee.ts'
import * as input from '#domain/supervision/input.ts'
import { inCaseWords } from '#src/actions/case-words.ts'
import { type Command, type FormWords, formStep } from '#src/actions/form-step.ts'
import { storeFiles } from '#src/actions/uploads.ts'
import { orderProblems, supervisionMessages } from '#src/i18n/messages/supervision.ts'

const words: FormWords = (locale) => [orderProblems(locale), supervisionMessages[locale].notRead]

/** 督办单: what the three parties answer, and what the office does with an order. */
export const supervision = {
  answerFirm: answering(input.firmAnswer, answerAsFirm),
  answerOperator: answering(input.operatorAnswer, answerAsOperator),
  answerCounty: answering(input.countyAnswer, answerAsCounty),
  comment: step(input.orderWords, commentOnOrder),
  escalate: step(input.orderWords, escalateOrder),
  close: step(input.orderWords, closeOrder),
  linkCase: step(input.orderCase, linkOrderToCase),
  openCase: step(input.orderCaseOpening, openCaseFromOrder),
}

function step<S extends z.ZodType<{ id: number }>>(schema: S, take: Command<S>) {
  return formStep(words, schema, async (given, { db, viewer, locale, now }) => {
    await inCaseWords(locale, () => take(db, viewer, given, now))
    return { id: given.id }
  })
}

function answering<S extends z.ZodType<{ id: number }>>(
  schema: S,
  take: (
    db: App.Locals['db'],
    viewer: App.Locals['viewer'],
    given: z.output<S> & { files: AnswerFile[] },
    now: Date,
  ) => Promise<void>,
) {
  return formStep(words, schema, async (given, { db, viewer, locale, now }, form) => {
    await take(db, viewer, { ...given, files: await storeFiles(form, locale, input.orderLimits.files) }, now)
    return { id: given.id }
  })
}
