import { z } from 'zod'
import { clocks } from '#domain/inbox/rules/clock.ts'
import { day, plainText } from '#platform/http/plain-text.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import { isMailAddress } from '#platform/mail/address.ts'
import { waitingKinds } from '#platform/waiting.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { waitingWords } from '#src/i18n/messages/waiting.ts'

export const inboxLimits = { pageSize: 50, reason: 500, username: 60, mostPages: 200 }
const l = inboxLimits

/** A state of the inbox's page. */
const inboxSearchIn = (locale: Locale) => {
  const { choice, whole } = searchFields(locale)
  return z.object({
    kind: choice(
      waitingKinds,
      waitingKinds.map((kind) => waitingWords(locale, kind)),
    ).optional(),
    clock: choice(clocks).optional(),
    page: whole('page', 1, l.mostPages).default(1),
  })
}
export const inboxSearch = { zh: inboxSearchIn('zh'), en: inboxSearchIn('en') }
export type InboxSearch = z.output<typeof inboxSearch.zh>

const username = z
  .string()
  .transform((text) => text.normalize('NFKC').trim().toLowerCase())
  .pipe(z.string().min(1).max(l.username))

export const delegationInput = z.object({
  /** Given by an administrator alone; an officer names nobody but a colleague. */
  absent: z.union([z.literal('').transform(() => undefined), username]).optional(),
  delegate: username,
  fromOn: day,
  toOn: day,
  reason: plainText(2, l.reason),
})
export type DelegationInput = z.output<typeof delegationInput>

const id = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)
export const delegationRef = z.object({ id })
export const delegationEnd = z.object({ id, reason: plainText(2, l.reason) })

const ticked = z
  .union([z.literal('yes'), z.literal('')])
  .optional()
  .transform((value) => value === 'yes')
export const digestInput = z.object({
  address: z.string().trim().refine(isMailAddress),
  weekly: ticked,
  daily: ticked,
})
export type DigestInput = z.output<typeof digestInput>
/** The address of a browser at its push service. */
export const bellInput = z.object({
  endpoint: z
    .string()
    .trim()
    .max(1000)
    .refine((text) => /^https?:\/\/[^\s<>"]+$/.test(text) && URL.canParse(text)),
})
export const digestToken = z.object({ token: z.string().max(200) })
