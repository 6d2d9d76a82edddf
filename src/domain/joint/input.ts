import { z } from 'zod'
import {
  contactSheetStates,
  contactSheetWorks,
  departments,
  liaisonRoles,
  referralKinds,
  referralStates,
  reviewLevels,
  unprosecutedVerdicts,
} from '#db/vocabulary.ts'
import { officePhone } from '#domain/grid/input.ts'
import { day, plainText } from '#platform/http/plain-text.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { terms } from '#src/i18n/terms.ts'

export const jointLimits = {
  words: 2000,
  wordsMin: 4,
  post: 100,
  person: 60,
  reportNo: 80,
  reportNos: 20,
  files: 8,
  receiver: 100,
  basis: 500,
  grounds: 4000,
  documentNo: 80,
  pageSize: 50,
}
const l = jointLimits

export const jointId = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)
const orNone = <T extends z.ZodType>(value: T) =>
  z.union([z.literal('').transform(() => null), value]).default(null as never)
const words = plainText(l.wordsMin, l.words)
const optionalWords = plainText(0, l.words).transform((text) => text || null)
/** `2026-11-26T09:30`, the city's time, as a form gives it. */
export const localTime = z
  .string()
  .regex(/^20\d\d-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/)
  .transform((text) => new Date(`${text}:00+08:00`))
  .refine((at) => !Number.isNaN(at.getTime()))

// 联系单

export const sheetInput = z.object({
  creditCode: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-Z]{9,18}$/),
  outletCode: orNone(
    z
      .string()
      .trim()
      .regex(/^[A-Za-z0-9-]{1,20}$/),
  ),
  /** Of which bureau; the department is the other one than the sender's. */
  toLevel: z.enum(reviewLevels),
  work: z.enum(contactSheetWorks),
  request: words,
  answerBy: orNone(day),
  orderId: orNone(jointId),
  caseId: orNone(jointId),
  inspectionNo: orNone(
    z
      .string()
      .trim()
      .regex(/^检\d{4}-\d{4,6}$/),
  ),
})
export const sheetWords = z.object({ id: jointId, words: optionalWords.prefault('') })
export const sheetReason = z.object({ id: jointId, words })
export const sheetAnswer = z.object({
  id: jointId,
  results: words,
  /** One a line, or with commas between. */
  reportNos: plainText(0, l.reportNo * l.reportNos)
    .transform((text) => [
      ...new Set(
        text
          .split(/[\n,，;；]+/)
          .map((no) => no.trim())
          .filter(Boolean),
      ),
    ])
    .refine((nos) => nos.length <= l.reportNos && nos.every((no) => no.length <= l.reportNo)),
})

const pagedIn = (locale: Locale) => ({ page: searchFields(locale).whole('page', 1, 10_000).default(1) })
const labels = (locale: Locale, name: Parameters<typeof terms>[1]) => terms(locale, name).map(({ label }) => label)

const sheetSearchIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    state: is.choice(contactSheetStates, labels(locale, 'contactSheetState')).optional(),
    region: is.regionCode.optional(),
    work: is.choice(contactSheetWorks, labels(locale, 'contactSheetWork')).optional(),
    ...pagedIn(locale),
  })
}
/** The address of /office/contact-sheets. */
export const sheetSearch = { zh: sheetSearchIn('zh'), en: sheetSearchIn('en') } satisfies Record<Locale, z.ZodObject>
export type SheetFilter = Omit<z.infer<(typeof sheetSearch)['zh']>, 'page'>

// 联络人

export const liaisonInput = z.object({
  regionCode: z.string().regex(/^\d{6}$/),
  role: z.enum(liaisonRoles),
  department: orNone(z.enum(departments)),
  post: plainText(2, l.post),
  officePhone,
  personName: plainText(1, l.person),
  mobile: orNone(
    z
      .string()
      .trim()
      .regex(/^1[3-9]\d{9}$/),
  ),
  fromOn: day,
  /** Whom it takes over from, where all places are taken. */
  replacesId: orNone(jointId),
  changeReason: plainText(0, 300).transform((text) => text || null),
})
export const liaisonEnding = z.object({ id: jointId, untilOn: day, changeReason: plainText(2, 300) })
const liaisonSearchIn = (locale: Locale) => z.object({ region: searchFields(locale).regionCode.optional() })
export const liaisonSearch = { zh: liaisonSearchIn('zh'), en: liaisonSearchIn('en') } satisfies Record<
  Locale,
  z.ZodObject
>

// 移送

export const referralInput = z.object({
  caseId: jointId,
  kind: z.enum(referralKinds),
  receiver: plainText(2, l.receiver),
  grounds: plainText(l.wordsMin, l.grounds),
  legalBasis: plainText(4, l.basis),
})
export const referralSteps = [
  'decided',
  'not_transferred',
  'sent',
  'copied',
  'received',
  'more_asked',
  'accepted',
  'refused',
  'review_asked',
  'closed',
] as const
export const referralStepInput = z.object({
  id: jointId,
  step: z.enum(referralSteps),
  happenedAt: localTime,
  words: optionalWords,
  documentNo: plainText(0, l.documentNo).transform((text) => text || null),
})
export const referralExtension = z.object({
  id: jointId,
  days: z
    .string()
    .regex(/^[1-9]\d?$/)
    .transform(Number),
  happenedAt: localTime,
  documentNo: plainText(2, l.documentNo),
  words,
})
const referralSearchIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    state: is.choice(referralStates, labels(locale, 'referralState')).optional(),
    kind: is.choice(referralKinds, labels(locale, 'referralKind')).optional(),
    region: is.regionCode.optional(),
    ...pagedIn(locale),
  })
}
/** The address of /office/referrals. */
export const referralSearch = { zh: referralSearchIn('zh'), en: referralSearchIn('en') } satisfies Record<
  Locale,
  z.ZodObject
>
export type ReferralFilter = Omit<z.infer<(typeof referralSearch)['zh']>, 'page'>
const newReferralIn = (locale: Locale) =>
  z.object({ case: searchFields(locale).whole('case', 1, 999_999_999).optional() })
/** `/office/referrals/new?case=12` */
export const newReferralSearch = { zh: newReferralIn('zh'), en: newReferralIn('en') } satisfies Record<
  Locale,
  z.ZodObject
>

// 应查尽查、应罚尽罚、应移尽移

export const overlookedStates = ['open', 'explained', 'demanded', 'justified'] as const
export const duties = ['check', 'punish', 'transfer'] as const
const itemKey = z.string().regex(/^[a-z_]{8,60}:[1-9]\d{0,9}$/)
export const overlookedReason = z.object({ key: itemKey, words })
export const overlookedVerdict = z.object({ key: itemKey, verdict: z.enum(unprosecutedVerdicts), words })
const overlookedIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    state: is.choice(overlookedStates).optional(),
    duty: is.choice(duties).optional(),
    region: is.regionCode.optional(),
    ...pagedIn(locale),
  })
}
/** The address of /office/unprosecuted. */
export const overlookedSearch = { zh: overlookedIn('zh'), en: overlookedIn('en') } satisfies Record<Locale, z.ZodObject>
