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
import { type Command, type FormWords, formStep } from '#src/actions/form-step.ts'
import { storeFiles } from '#src/actions/uploads.ts'
import { sheetMessages, sheetProblems } from '#src/i18n/messages/contact-sheet.ts'

const words: FormWords = (locale) => [sheetProblems(locale), sheetMessages[locale].notRead]

/** 监察监测联系单: sent by one side, taken on and answered by the other. */
export const contactSheet = {
  send: formStep(words, input.sheetInput, async (given, { db, viewer, now }) => ({
    id: await sendSheet(db, viewer, given, now),
  })),
  answer: formStep(words, input.sheetAnswer, async (given, { db, viewer, locale, now }, form) => {
    await answerSheet(db, viewer, { ...given, files: await storeFiles(form, locale, input.jointLimits.files) }, now)
    return { id: given.id }
  }),
  accept: step(input.sheetWords, acceptSheet),
  decline: step(input.sheetReason, declineSheet),
  return: step(input.sheetReason, returnSheet),
  close: step(input.sheetWords, closeSheet),
  withdraw: step(input.sheetReason, withdrawSheet),
}

function step<S extends z.ZodType<{ id: number }>>(schema: S, take: Command<S>) {
  return formStep(words, schema, async (given, { db, viewer, now }) => {
    await take(db, viewer, given, now)
    return { id: given.id }
  })
}
