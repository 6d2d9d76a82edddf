import { defineAction } from 'astro:actions'
import type { z } from 'zod'
import { sendSheet } from '#domain/joint/commands/sheet/send.ts'
import {
  acceptSheet,
  answerSheet,
  closeSheet,
  declineSheet,
  returnSheet,
  withdrawSheet,
} from '#domain/joint/commands/sheet/steps.ts'
import * as input from '#domain/joint/input.ts'
import { answer } from '#src/actions/answer.ts'
import { readForm } from '#src/actions/read-form.ts'
import { storeFiles } from '#src/actions/uploads.ts'
import { sheetMessages, sheetProblems } from '#src/i18n/messages/contact-sheet.ts'

type Db = App.Locals['db']
type Viewer = App.Locals['viewer']

/** 监察监测联系单: sent by one side, taken on and answered by the other. */
export const contactSheet = {
  send: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(input.sheetInput, form, sheetProblems(locale), sheetMessages[locale].notRead)
        return { id: await sendSheet(db, viewer, given, now) }
      }),
  }),
  answer: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(input.sheetAnswer, form, sheetProblems(locale), sheetMessages[locale].notRead)
        await answerSheet(db, viewer, { ...given, files: await storeFiles(form, locale, input.jointLimits.files) }, now)
        return { id: given.id }
      }),
  }),
  accept: step(input.sheetWords, acceptSheet),
  decline: step(input.sheetReason, declineSheet),
  return: step(input.sheetReason, returnSheet),
  close: step(input.sheetWords, closeSheet),
  withdraw: step(input.sheetReason, withdrawSheet),
}

function step<S extends z.ZodType<{ id: number }>>(
  schema: S,
  take: (db: Db, viewer: Viewer, given: z.output<S>, now: Date) => Promise<unknown>,
) {
  return defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(schema, form, sheetProblems(locale), sheetMessages[locale].notRead)
        await take(db, viewer, given, now)
        return { id: given.id }
      }),
  })
}
