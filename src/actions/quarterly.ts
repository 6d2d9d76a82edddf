import { defineAction } from 'astro:actions'
import { publishList, remakeList, restoreEntry, strikeEntry } from '#domain/quarterly/commands.ts'
import { entryRef, entryStriking, quarterlyLimits, quarterRef } from '#domain/quarterly/input.ts'
import { answer } from '#src/actions/answer.ts'
import { readForm } from '#src/actions/read-form.ts'
import { quarterlyMessages } from '#src/i18n/messages/quarterly.ts'

/** The quarterly list of serious exceedance, in the office. */
export const quarterly = {
  strike: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const say = quarterlyMessages[locale]
        const words = { reason: say.reasonProblem(quarterlyLimits.reason) }
        const { quarter, ...given } = readForm(entryStriking, form, words, say.notRead)
        await strikeEntry(db, viewer, { ...given, ...quarter }, now)
        return {}
      }),
  }),
  restore: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const { quarter, id } = readForm(entryRef, form, {}, quarterlyMessages[locale].notRead)
        await restoreEntry(db, viewer, { id, ...quarter }, now)
        return {}
      }),
  }),
  remake: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        await remakeList(db, viewer, readForm(quarterRef, form, {}, quarterlyMessages[locale].notRead).quarter, now)
        return {}
      }),
  }),
  publish: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        await publishList(db, viewer, readForm(quarterRef, form, {}, quarterlyMessages[locale].notRead).quarter, now)
        return {}
      }),
  }),
}
