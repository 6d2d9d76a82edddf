import { defineAction } from 'astro:actions'
import { hangBell, takeBellsDown } from '#domain/inbox/commands/bells.ts'
import { endDelegation, layDown, makeDelegation, takeUp } from '#domain/inbox/commands/delegate.ts'
import { chooseDigest, confirmDigest } from '#domain/inbox/commands/digest-address.ts'
import {
  bellInput,
  delegationEnd,
  delegationInput,
  delegationRef,
  digestInput,
  digestToken,
} from '#domain/inbox/input.ts'
import { actsForCookie, actsForCookieOptions } from '#platform/auth/delegation.ts'
import { answer } from '#src/actions/answer.ts'
import { readForm } from '#src/actions/read-form.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { inboxMessages } from '#src/i18n/messages/inbox.ts'

const words = (locale: Locale) => {
  const say = inboxMessages[locale]
  return {
    delegate: say.wrongDelegate,
    absent: say.wrongDelegate,
    fromOn: say.wrongDay,
    toOn: say.wrongDay,
    reason: say.wrongReason,
    address: say.wrongAddress,
  }
}

/** What waits for an officer: who stands in meanwhile, and the letters about it. */
export const inbox = {
  delegate: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(delegationInput, form, words(locale), inboxMessages[locale].notRead)
        return { id: await makeDelegation(db, viewer, given, now) }
      }),
  }),
  endDelegation: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(delegationEnd, form, words(locale), inboxMessages[locale].notRead)
        await endDelegation(db, viewer, given, now)
        return { ended: true }
      }),
  }),
  takeUp: defineAction({
    accept: 'form',
    handler: (form, { cookies, locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const { id } = readForm(delegationRef, form, {}, inboxMessages[locale].notRead)
        const absent = await takeUp(db, viewer, id, now)
        cookies.set(actsForCookie, String(id), actsForCookieOptions)
        return { name: absent.name }
      }),
  }),
  layDown: defineAction({
    accept: 'form',
    handler: (_form, { cookies, locals: { db, viewer, now } }) =>
      answer(async () => {
        await layDown(db, viewer, now)
        cookies.delete(actsForCookie, actsForCookieOptions)
        return { stopped: true }
      }),
  }),
  choose: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(digestInput, form, words(locale), inboxMessages[locale].notRead)
        return { outcome: await chooseDigest(db, viewer, given, locale, now) }
      }),
  }),
  hangBell: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const { endpoint } = readForm(bellInput, form, {}, inboxMessages[locale].notRead)
        await hangBell(db, viewer, endpoint, now)
        return { hung: true }
      }),
  }),
  takeBellsDown: defineAction({
    accept: 'form',
    handler: (_form, { locals: { db, viewer, now } }) =>
      answer(async () => ({ bells: await takeBellsDown(db, viewer, now) })),
  }),
  confirm: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const { token } = readForm(digestToken, form, {}, inboxMessages[locale].notRead)
        await confirmDigest(db, viewer, token, now)
        return { confirmed: true }
      }),
  }),
}
