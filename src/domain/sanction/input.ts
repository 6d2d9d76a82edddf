import { z } from 'zod'
import { punishmentMeasures, punishmentSubjects, sanctionStates, vendorKinds } from '#db/vocabulary.ts'
import { day, plainText } from '#platform/http/plain-text.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { terms } from '#src/i18n/terms.ts'

export const sanctionLimits = {
  detail: 1000,
  department: 60,
  legalBasis: 500,
  basis: 300,
  words: 1000,
  personName: 30,
  facts: 5000,
  product: 100,
  decisionNo: 60,
  vendorName: 100,
  device: 100,
  cases: 10,
  pageSize: 50,
}

/** What the public may ask for: nothing that waits for its second person. */
const publicStates = sanctionStates.filter((state) => state !== 'proposed') as ['in_force', 'ended', 'lifted']

const searchIn = (locale: Locale) => {
  const is = searchFields(locale)
  const worded = <const T extends readonly [string, ...string[]]>(name: Parameters<typeof terms>[1], values: T) =>
    is.choice(
      values,
      values.map((value) => terms(locale, name).find((each) => each.value === value)?.label ?? value),
    )
  return z.object({
    state: worded('sanctionState', publicStates).default('in_force'),
    measure: worded('punishmentMeasure', punishmentMeasures).optional(),
    region: is.regionCode.optional(),
    page: is.whole('page', 1, 10_000).default(1),
  })
}
/** The address of /board/joint-punishment. */
export const punishmentSearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, z.ZodObject>
export type PunishmentSearch = z.infer<(typeof punishmentSearch)['zh']>
/** The same for a file or the API, which say their language themselves. */
export const punishmentDownload = searchIn('en')
  .omit({ page: true })
  .extend({ lang: searchFields('en').choice(['zh', 'en']).default('zh') })
export const punishmentApiSearch = searchIn('en').omit({ page: true })
const paging = {
  limit: searchFields('en').whole('limit', 1, 200).default(sanctionLimits.pageSize),
  cursor: searchFields('en').cursor,
}
export const pagedPunishments = punishmentApiSearch.extend(paging)
export const vendorApiSearch = z.object(paging)

export const sanctionId = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)

const { detail, department, legalBasis, basis, words, personName, facts, product, decisionNo, device } = sanctionLimits

/** `3, 17` or `3，17`: the numbers of cases as they stand in their addresses. */
const caseNumbers = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,8}(?:[\s,，、]+[1-9]\d{0,8})*$/)
  .transform((text) => [...new Set(text.split(/[\s,，、]+/).map(Number))])
  .refine((numbers) => numbers.length <= sanctionLimits.cases)

export const punishmentProposal = z.object({
  cases: caseNumbers,
  subject: z.enum(punishmentSubjects),
  personName: plainText(0, personName).transform((name) => name || null),
  measure: z.enum(punishmentMeasures),
  detail: plainText(2, detail),
  department: plainText(2, department),
  legalBasis: plainText(4, legalBasis),
  fromOn: day,
  untilOn: day,
})
export type PunishmentProposal = z.infer<typeof punishmentProposal>

export const sanctionRef = z.object({ id: sanctionId })
export const sanctionLifting = z.object({ id: sanctionId, basis: plainText(4, basis) })
export const punishmentFeedback = z.object({ id: sanctionId, givenOn: day, words: plainText(2, words) })

export const vendorRegistration = z.object({
  creditCode: z.string(),
  name: plainText(2, sanctionLimits.vendorName),
  kinds: z.array(z.enum(vendorKinds)).min(1),
})
export const vendorProposal = z.object({
  vendorId: sanctionId,
  facts: plainText(10, facts),
  factsEn: plainText(0, facts).transform((text) => text || null),
  product: plainText(0, product).transform((text) => text || null),
  legalBasis: plainText(4, legalBasis),
  decisionNo: plainText(0, decisionNo).transform((text) => text || null),
  fromOn: day,
  untilOn: day,
})
export const vendorLink = z.object({
  vendorId: sanctionId,
  creditCode: z.string().trim(),
  outletCode: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}\d{3}$/),
  kind: z.enum(vendorKinds),
  device: plainText(0, device).transform((text) => text || null),
  fromOn: day,
  toOn: z.union([z.literal('').transform(() => null), day]),
})
export const vendorUnlink = z.object({ id: sanctionId, toOn: day })
