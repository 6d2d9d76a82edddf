import { defineAction } from 'astro:actions'
import {
  addFeedback,
  confirmPunishment,
  discardPunishment,
  liftPunishment,
  proposePunishment,
} from '#domain/sanction/commands/punishment.ts'
import { punishmentFeedback, punishmentProposal, sanctionLifting, sanctionRef } from '#domain/sanction/input.ts'
import { answer } from '#src/actions/answer.ts'
import { readForm } from '#src/actions/read-form.ts'
import { sanctionMessages, sanctionProblems } from '#src/i18n/messages/sanction.ts'

/** 联合惩戒, in the office. */
export const sanction = {
  propose: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(punishmentProposal, form, sanctionProblems(locale), sanctionMessages[locale].notRead)
        return { id: await proposePunishment(db, viewer, given, now) }
      }),
  }),
  confirm: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const { id } = readForm(sanctionRef, form, {}, sanctionMessages[locale].notRead)
        await confirmPunishment(db, viewer, id, now)
        return { id }
      }),
  }),
  discard: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const { id } = readForm(sanctionRef, form, {}, sanctionMessages[locale].notRead)
        await discardPunishment(db, viewer, id, now)
        return { id }
      }),
  }),
  lift: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(sanctionLifting, form, sanctionProblems(locale), sanctionMessages[locale].notRead)
        await liftPunishment(db, viewer, given, now)
        return { id: given.id }
      }),
  }),
  addFeedback: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(punishmentFeedback, form, sanctionProblems(locale), sanctionMessages[locale].notRead)
        await addFeedback(db, viewer, given, now)
        return { id: given.id }
      }),
  }),
}
