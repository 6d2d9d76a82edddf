import { defineAction } from 'astro:actions'
import { answerMediaLead, recordMediaLead } from '#domain/media-lead/commands.ts'
import { mediaLeadAnswer, mediaLeadRecording } from '#domain/media-lead/input.ts'
import { answer } from '#src/actions/answer.ts'
import { readForm } from '#src/actions/read-form.ts'
import { mediaLeadMessages, mediaLeadProblems } from '#src/i18n/messages/media-lead.ts'

/** 舆情, in the office. */
export const mediaLead = {
  record: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(mediaLeadRecording, form, mediaLeadProblems(locale), mediaLeadMessages[locale].notRead)
        return { id: await recordMediaLead(db, viewer, given, now) }
      }),
  }),
  answer: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(mediaLeadAnswer, form, mediaLeadProblems(locale), mediaLeadMessages[locale].notRead)
        await answerMediaLead(db, viewer, given, now)
        return { id: given.id }
      }),
  }),
}
