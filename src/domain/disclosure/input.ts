import { z } from 'zod'
import { filingStates } from '#db/vocabulary.ts'
import { outletFields, type RowField, rowFields } from '#domain/disclosure/rules/form.ts'
import { fieldSpec } from '#domain/disclosure/rules/items/groups.ts'
import { itemFieldLength, parseItemField } from '#domain/disclosure/rules/items/item.ts'
import { formParts } from '#domain/disclosure/rules/items/spec.ts'
import type { TypedFields } from '#domain/disclosure/rules/merge.ts'
import { tidy } from '#src/text/tidy.ts'

/** The limits of the filing form, for the schema, the form's own maxlength and the messages. */
export const disclosureLimits = {
  numberLength: 40,
  wordsLength: 100,
  reasonLength: 500,
  officeReasonMin: 5,
  correctionReasonMin: 5,
  correctionReasonLength: 1000,
  signedNameMin: 2,
  signedNameLength: 40,
  /** 2,000 rows of 21 fields: the largest enterprise of the city has 200 outlets. */
  fields: 50_000,
  /** An autosave holds what one person typed in moments, or off line in an afternoon. */
  autosavedFields: 5_000,
  autosavedLength: 10_000,
  firstYear: 2015,
  lastYear: 2100,
  pageSize: 50,
  lastPage: 1_000_000,
  apiPageSize: 200,
}

const longFields: readonly string[] = ['exceedanceReason', 'unusualReason'] satisfies RowField[]
const wordFields: readonly string[] = ['reportNo', 'waterPerProduct', 'specialPeriod'] satisfies RowField[]

/** How many characters a field of the form takes. */
export function fieldLength(name: string): number {
  const field = name.slice(name.indexOf('.') + 1)
  const ofItem = itemFieldLength(name)
  if (ofItem !== undefined) return ofItem
  if (longFields.includes(field)) return disclosureLimits.reasonLength
  return wordFields.includes(field) ? disclosureLimits.wordsLength : disclosureLimits.numberLength
}

const fieldName = new RegExp(
  `^(?:o[1-9]\\d{0,9}\\.(?:${outletFields.join('|')})|r[1-9]\\d{0,9}_[a-z0-9]{1,12}\\.(?:${rowFields.join('|')}))$`,
)

/** `o12.route` and `r12_w01018.mean`, taken apart; undefined for what is no field of the form. */
export function parseFieldName(
  name: string,
): { outletId: number; factorCode: string | null; field: string } | undefined {
  if (!fieldName.test(name)) return undefined
  const [key = '', field = ''] = name.split('.')
  const [outlet = '', factorCode = null] = key.slice(1).split('_')
  return { outletId: Number(outlet), factorCode, field }
}

/** The fields of a posted form, as typed, control characters and outer blanks taken off; other fields are left alone. */
export function readTypedFields(form: FormData): TypedFields {
  const fields: Record<string, string> = {}
  for (const [name, value] of form) {
    if (typeof value !== 'string') continue
    const parsed = fieldName.test(name) ? undefined : parseItemField(name)
    if (!parsed && !fieldName.test(name)) continue
    const isOneOfMany = parsed && fieldSpec(parsed.group, parsed.field)?.kind === 'choices'
    fields[name] = isOneOfMany ? joined(fields[name], tidy(value)) : tidy(value)
  }
  return fields
}

/** What an open form sends by itself: the fields that changed, as typed, and the revision that they were changed from. */
export const autosaving = z.object({
  revision: z.number().int().min(0).max(2_147_483_647),
  fields: z
    .record(z.string().max(80), z.string().max(disclosureLimits.autosavedLength))
    .refine((fields) => Object.keys(fields).length <= disclosureLimits.autosavedFields)
    .transform((fields) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, tidy(value)]))),
})

/** Ticked boxes of one name; a blank one says that none is ticked. */
const joined = (before: string | undefined, value: string) => [before, value].filter(Boolean).join('、')

const line = (min: number, max: number) =>
  z
    .string()
    .transform(tidy)
    .pipe(z.string().min(min, { error: 'too_short' }).max(max, { error: 'too_long' }))
export const disclosureYear = z.coerce.number().int().min(disclosureLimits.firstYear).max(disclosureLimits.lastYear)
const revision = z.coerce.number().int().min(0).max(2_147_483_647)

/** Opens the year's draft; `asLastYear` copies what does not change from the year before. */
export const draftOpening = z.object({ year: disclosureYear, asLastYear: z.coerce.boolean().default(false) })
/** `revision` is the one that the sender's form was loaded with. */
export const draftReference = z.object({ year: disclosureYear, revision })
export const disclosureSigning = draftReference.extend({
  signedName: line(disclosureLimits.signedNameMin, disclosureLimits.signedNameLength),
  declaration: z.literal(['yes', 'on', 'true'], { error: 'not_declared' }),
})
export const partCopying = z.object({ year: disclosureYear, part: z.enum(formParts) })
export const correctionOpening = z.object({
  year: disclosureYear,
  reason: line(disclosureLimits.correctionReasonMin, disclosureLimits.correctionReasonLength),
})

const officeReason = line(disclosureLimits.officeReasonMin, disclosureLimits.reasonLength)
const creditCode = z.string().regex(/^([0-9A-HJ-NPQRTUWXY]{18}|[0-9A-Z]{8}[0-9X])$/)

/** A county's record that a firm refuses to disclose, and its revocation. */
export const refusalRecording = z.object({
  creditCode,
  year: disclosureYear,
  refusedOn: z.iso.date(),
  basis: officeReason,
})
export const refusalRevoking = z.object({ creditCode, year: disclosureYear, reason: officeReason })

/** States that the public list can be narrowed to; an enterprise that need not file is not in it. */
export const listedStates = filingStates.filter((state) => state !== 'not_required') as [
  'not_yet_due',
  'due',
  'overdue',
  'refused',
  'published',
  'published_late',
]
export type ListedState = (typeof listedStates)[number]
const disclosureSorts = ['-published', 'name', '-exceedances'] as const

const whole = (min: number, max: number) =>
  z
    .string({ error: 'give it once' })
    .regex(/^\d{1,10}$/, { error: `a whole number from ${min} to ${max}` })
    .transform(Number)
    .pipe(
      z
        .number()
        .min(min, { error: `at least ${min}` })
        .max(max, { error: `at most ${max}` }),
    )
    .meta({ type: 'integer', minimum: min, maximum: max })
const year = whole(disclosureLimits.firstYear, disclosureLimits.lastYear)
const region = z.string({ error: 'give it once' }).regex(/^\d{6}$/, { error: 'a region code of six digits' })
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `one of ${values.join(', ')}` })

/** The public list's address. Without a year it shows the latest one that has obligations and has begun. */
export const disclosureSearch = z.object({
  year: year.optional(),
  region: region.optional(),
  state: oneOf(listedStates).optional(),
  exceeding: oneOf(['yes']).optional(),
  doubts: oneOf(['open']).optional(),
  sort: oneOf(disclosureSorts).default('-published'),
  page: whole(1, disclosureLimits.lastPage).default(1),
})

/** `/api/v1/disclosures`: published versions, newest first. */
export const disclosureApiSearch = z.object({
  year: year.optional(),
  region: region.optional(),
  creditCode: z
    .string({ error: 'give it once' })
    .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, { error: 'a unified social credit code of 18 characters' })
    .optional(),
  exceeding: oneOf(['yes']).optional(),
  sort: oneOf(['newest']).default('newest'),
  limit: whole(1, disclosureLimits.apiPageSize).default(50),
  /** Keyset: publication (microseconds since 1970) and id of the last one seen. */
  cursor: z
    .string()
    .regex(/^\d{1,17}\.\d{1,10}$/, { error: 'take it from the `next` of the page before' })
    .optional(),
})

/** `/api/v1/emissions`: the rows of the versions in force. */
export const emissionApiSearch = z.object({
  year: year.optional(),
  region: region.optional(),
  creditCode: disclosureApiSearch.shape.creditCode,
  factor: z
    .string({ error: 'give it once' })
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/, { error: 'a code of /api/v1/factors' })
    .optional(),
  exceeding: oneOf(['yes']).optional(),
  limit: whole(1, disclosureLimits.apiPageSize).default(50),
  /** The key of the last one seen: disclosure, outlet, factor. */
  cursor: z
    .string()
    .regex(/^\d{1,9}\.\d{1,9}\.[A-Za-z0-9_-]{1,40}$/, { error: 'take it from the `next` of the page before' })
    .optional(),
})
export type EmissionApiSearch = z.infer<typeof emissionApiSearch>

/** `/api/v1/obligations`: of all years where none is given. */
export const obligationApiSearch = z.object({
  year: year.optional(),
  region: region.optional(),
  state: oneOf(listedStates).optional(),
  limit: whole(1, disclosureLimits.apiPageSize).default(50),
  /** The last one seen: year and enterprise. */
  cursor: z
    .string()
    .regex(/^\d{4}\.\d{1,9}$/, { error: 'take it from the `next` of the page before' })
    .optional(),
})
export type ObligationApiSearch = z.infer<typeof obligationApiSearch>

export const disclosureId = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)

/** The address of the feed of overdue disclosures. */
export const overdueFeed = z.object({
  year: year.optional(),
  region: region.optional(),
  lang: oneOf(['zh', 'en']).default('zh'),
})

/** The number of a version: 1, 2 ... */
export const versionNumber = z
  .string()
  .regex(/^[1-9]\d{0,3}$/)
  .transform(Number)

export type DisclosureSearch = z.infer<typeof disclosureSearch>
export type DisclosureApiSearch = z.infer<typeof disclosureApiSearch>
