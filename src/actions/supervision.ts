import { defineAction } from 'astro:actions'
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
import { answer } from '#src/actions/answer.ts'
import { inCaseWords } from '#src/actions/case-words.ts'
import { readForm } from '#src/actions/read-form.ts'
import { storeFiles } from '#src/actions/uploads.ts'
import { orderProblems, supervisionMessages } from '#src/i18n/messages/supervision.ts'

type Db = App.Locals['db']
type Viewer = App.Locals['viewer']

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

function step<S extends z.ZodType<{ id: number }>>(
  schema: S,
  take: (db: Db, viewer: Viewer, given: z.output<S>, now: Date) => Promise<unknown>,
) {
  return defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(schema, form, orderProblems(locale), supervisionMessages[locale].notRead)
        await inCaseWords(locale, () => take(db, viewer, given, now))
        return { id: given.id }
      }),
  })
}

function answering<S extends z.ZodType<{ id: number }>>(
  schema: S,
  take: (db: Db, viewer: Viewer, given: z.output<S> & { files: AnswerFile[] }, now: Date) => Promise<void>,
) {
  return defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(schema, form, orderProblems(locale), supervisionMessages[locale].notRead)
        await take(db, viewer, { ...given, files: await storeFiles(form, locale, input.orderLimits.files) }, now)
        return { id: given.id }
      }),
  })
}
