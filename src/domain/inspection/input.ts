import { z } from 'zod'
import {
  conflictGrounds,
  drawStates,
  inspectionKinds,
  inspectionPhotoKinds,
  inspectionResults,
  inspectionStates,
} from '#db/vocabulary.ts'
import { day, plainText } from '#platform/http/plain-text.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { terms } from '#src/i18n/terms.ts'

export const inspectionLimits = {
  pageSize: 50,
  apiDefault: 50,
  apiMost: 200,
  findings: 10,
  samples: 10,
  photos: 30,
  words: 4000,
  findingWords: 1000,
  correction: 2000,
  purpose: 200,
  reason: 500,
}
const l = inspectionLimits

export const inspectionNumber = z.string().regex(/^检20\d\d-\d{4,6}$/)
export const drawNumber = z.string().regex(/^抽20\d\d-\d{4,6}$/)
const creditCode = z
  .string()
  .transform((text) => text.trim().toUpperCase())
  .pipe(z.string().regex(/^([0-9A-HJ-NPQRTUWXY]{18}|[0-9A-Z]{8}[0-9X])$/))
const certificateNo = z
  .string()
  .trim()
  .regex(/^\d{8,14}$/)
const whole = (least: number, most: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().min(least).max(most))
const orNone = <S extends z.ZodType>(schema: S) =>
  z.union([z.literal('').transform(() => null), schema]).default(null as never)
const ticked = z
  .literal('yes')
  .optional()
  .transform((value) => value === 'yes')

export const drawCommitting = z.object({
  purpose: plainText(4, l.purpose),
  regionCode: orNone(z.string().regex(/^\d{6}$/)),
  sectorCode: orNone(z.string().regex(/^[a-z0-9_-]{1,40}$/)),
  isCross: ticked,
  firmCount: whole(1, 200),
  inspectorCount: whole(2, 6),
  fromOn: day,
  toOn: day,
})
export const drawRunning = z.object({
  no: drawNumber,
  witness: plainText(2, 60),
  witnessNumber: z
    .string()
    .trim()
    .regex(/^\d{4,20}$/),
})
export const drawVoiding = z.object({ no: drawNumber, reason: plainText(5, l.reason) })

/** What can be planned by hand: a double-random inspection comes from its draw alone. */
export const plannedKinds = ['daily', 'surprise', 'night', 'cross', 'recheck', 'campaign'] as const
export const inspectionPlanning = z.object({
  creditCode,
  kind: z.enum(plannedKinds),
  plannedOn: day,
  dueOn: day,
  purpose: orNone(plainText(4, l.purpose)),
  /** Of a re-check: the problem's number in the ledger. */
  problem: orNone(
    z
      .string()
      .trim()
      .regex(/^\d{6}-20\d\d-\d{4,6}$/),
  ),
  campaignId: orNone(whole(1, 999_999)),
  officers: z.array(certificateNo).min(2).max(6),
})
export const conflictDeclaring = z.object({
  certificateNo,
  creditCode,
  ground: z.enum(conflictGrounds),
})

/** The fields of the form: of the whole, of each finding (`f1.kind`), of each sample (`s1.reportNo`). */
export const formFields = [
  'startedAt',
  'endedAt',
  'words',
  'result',
  ...Array.from({ length: l.findings }, (_, i) => [`f${i + 1}.kind`, `f${i + 1}.outlet`, `f${i + 1}.words`]).flat(),
  ...Array.from({ length: l.samples }, (_, i) =>
    ['reportNo', 'outlet', 'factor', 'value', 'met'].map((name) => `s${i + 1}.${name}`),
  ).flat(),
] as const
const known: ReadonlySet<string> = new Set(formFields)
const typed = z.string().max(l.words + 1000)
/** What was typed over which version of the form. Fields of other names are not the form's. */
export const formSaving = z.object({
  no: inspectionNumber,
  revision: z.number().int().min(0).max(999_999_999),
  fields: z
    .record(z.string(), typed)
    .transform((fields) => Object.fromEntries(Object.entries(fields).filter(([name]) => known.has(name)))),
})
export const photoAdding = z.object({ no: inspectionNumber, key: z.uuid(), kind: z.enum(inspectionPhotoKinds) })
export const inspectionSigning = z.object({
  no: inspectionNumber,
  /** Of who signed on paper; empty: the account itself signs. */
  certificateNo: orNone(certificateNo),
})
export const inspectionFinishing = z.object({ no: inspectionNumber })
export const inspectionVoiding = z.object({ no: inspectionNumber, reason: plainText(5, l.reason) })
export const officerReplacing = z.object({
  no: inspectionNumber,
  leaving: certificateNo,
  coming: certificateNo,
  why: plainText(5, l.reason),
})
export const inspectionCorrecting = z.object({ no: inspectionNumber, words: plainText(5, l.correction) })

const searchIn = (locale: Locale) => {
  const is = searchFields(locale)
  const labels = (name: 'inspectionKind' | 'inspectionResult' | 'inspectionState') =>
    terms(locale, name).map(({ label }) => label)
  return z.object({
    kind: is.choice(inspectionKinds, labels('inspectionKind')).optional(),
    result: is.choice(inspectionResults, labels('inspectionResult')).optional(),
    state: is.choice(inspectionStates, labels('inspectionState')).optional(),
    region: is.regionCode.optional(),
    year: is.whole('year', 2017, 2100).optional(),
    page: is.whole('page', 1, 10_000).default(1),
  })
}
/** The address of the desk's list; the public one shows finished inspections alone. */
export const inspectionSearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, z.ZodObject>
export const publicInspectionSearch = {
  zh: searchIn('zh').omit({ state: true }),
  en: searchIn('en').omit({ state: true }),
} satisfies Record<Locale, z.ZodObject>
export type InspectionFilter = Omit<z.infer<(typeof inspectionSearch)['zh']>, 'page'>

const drawSearchIn = (locale: Locale) => {
  const is = searchFields(locale)
  return z.object({
    state: is
      .choice(
        drawStates,
        terms(locale, 'drawState').map(({ label }) => label),
      )
      .optional(),
    page: is.whole('page', 1, 10_000).default(1),
  })
}
export const drawSearch = { zh: drawSearchIn('zh'), en: drawSearchIn('en') } satisfies Record<Locale, z.ZodObject>

const english = searchFields('en')
const reading = {
  limit: english.whole('limit', 1, l.apiMost).default(l.apiDefault),
  cursor: english
    .one('cursor')
    .regex(/^[1-9]\d{0,8}$/, { error: 'the cursor of an answer' })
    .transform(Number)
    .optional(),
}
export const inspectionApiSearch = searchIn('en').omit({ page: true, state: true }).extend(reading)
export const drawApiSearch = drawSearchIn('en').omit({ page: true }).extend(reading)
