import { defineAction } from 'astro:actions'
import { linkVendor, registerVendor, unlinkVendor } from '#domain/sanction/commands/vendor.ts'
import {
  confirmListing,
  discardListing,
  liftListing,
  proposeListing,
} from '#domain/sanction/commands/vendor-listing.ts'
import {
  sanctionLifting,
  sanctionRef,
  vendorLink,
  vendorProposal,
  vendorRegistration,
  vendorUnlink,
} from '#domain/sanction/input.ts'
import { answer } from '#src/actions/answer.ts'
import { readForm } from '#src/actions/read-form.ts'
import { sanctionMessages, sanctionProblems } from '#src/i18n/messages/sanction.ts'

/** Vendors of monitoring devices and their blacklist (运维失信名单), in the office. */
export const vendor = {
  register: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(vendorRegistration, form, sanctionProblems(locale), sanctionMessages[locale].notRead, [
          'kinds',
        ])
        return { id: await registerVendor(db, viewer, given, now) }
      }),
  }),
  link: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        await linkVendor(
          db,
          viewer,
          readForm(vendorLink, form, sanctionProblems(locale), sanctionMessages[locale].notRead),
          now,
        )
        return {}
      }),
  }),
  unlink: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        await unlinkVendor(
          db,
          viewer,
          readForm(vendorUnlink, form, sanctionProblems(locale), sanctionMessages[locale].notRead),
          now,
        )
        return {}
      }),
  }),
  propose: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(vendorProposal, form, sanctionProblems(locale), sanctionMessages[locale].notRead)
        return { id: await proposeListing(db, viewer, given, now) }
      }),
  }),
  confirm: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        await confirmListing(db, viewer, readForm(sanctionRef, form, {}, sanctionMessages[locale].notRead).id, now)
        return {}
      }),
  }),
  discard: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        await discardListing(db, viewer, readForm(sanctionRef, form, {}, sanctionMessages[locale].notRead).id, now)
        return {}
      }),
  }),
  lift: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        await liftListing(
          db,
          viewer,
          readForm(sanctionLifting, form, sanctionProblems(locale), sanctionMessages[locale].notRead),
          now,
        )
        return {}
      }),
  }),
}
