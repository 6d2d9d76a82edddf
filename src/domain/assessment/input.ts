import { z } from 'zod'
import { countyMeasureKinds, countyMeasureStates, countyReturnKinds, taskProgress } from '#db/vocabulary.ts'
import { isMonth } from '#domain/assessment/rules/month.ts'
import { checklist, textBlocks } from '#domain/assessment/rules/returns.ts'
import { day, plainText } from '#platform/http/plain-text.ts'
import { searchFields, shortened } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { ratesMessages } from '#src/i18n/messages/rates.ts'
import { terms } from '#src/i18n/terms.ts'

export const assessmentLimits = {
  taskWords: 2000,
  paths: 5,
  pathLength: 200,
  files: 5,
  note: 2000,
  block: 4000,
  reasonMin: 5,
  reason: 2000,
  basis: 500,
  followUp: 1000,
  pageSize: 50,
}
const l = assessmentLimits

const id = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)
const regionCode = z.string().regex(/^\d{6}$/)
export const periodMonth = z.string().refine(isMonth)
export const periodYear = z.string().regex(/^20\d{2}$/)

/** Addresses on this portal, one a line. */
const paths = plainText(0, l.paths * (l.pathLength + 1)).transform((text, context) => {
  const lines = [...new Set(text.split('\n').flatMap((line) => line.trim() || []))]
  const isOurs = (line: string) => line.length <= l.pathLength && /^\/(?!\/)[\w\-./?=&%一-鿿]*$/.test(line)
  if (lines.length > l.paths || !lines.every(isOurs)) context.addIssue({ code: 'custom', message: 'paths' })
  return lines
})

export const taskReport = z.object({
  no: z
    .string()
    .regex(/^([1-9]|1\d|20)$/)
    .transform(Number),
  regionCode,
  year: periodYear.transform(Number),
  progress: z.enum(taskProgress),
  words: plainText(2, l.taskWords),
  paths,
})

const version = id
/** A month needs its whole checklist and a note, a summary its four texts; what is too short is said at the field. */
export const monthCompletion = z.object({
  id,
  version,
  checked: z.array(z.enum(checklist)),
  note: plainText(2, l.note),
})
export const yearCompletion = z.object({
  id,
  version,
  ...(Object.fromEntries(textBlocks.year.map((name) => [name, plainText(10, l.block)])) as Record<
    (typeof textBlocks.year)[number],
    ReturnType<typeof plainText>
  >),
})
export const returnSigning = z.object({ id, version, sealRegionCode: regionCode })
export const returnRef = z.object({ id })
export const returnSendingBack = z.object({ id, reason: plainText(l.reasonMin, l.note) })

export const scoreFixing = z.object({ month: periodMonth, reason: plainText(l.reasonMin, l.basis) })

const orNone = (schema: z.ZodType<string>) => z.union([z.literal('').transform(() => null), schema])
export const measureProposing = z.object({
  kind: z.enum(countyMeasureKinds),
  regionCode,
  reason: plainText(l.reasonMin, l.reason),
  basis: plainText(4, l.basis),
  fromOn: day,
  dueOn: orNone(day),
  proposal: z
    .union([z.literal('').transform(() => null), z.string().regex(/^[a-z_]+:\d{6}:20\d{2}-\d{2}$/)])
    .default(null as never),
})
export type MeasureProposing = z.infer<typeof measureProposing>
export const measureRef = z.object({ id })
export const measureFollowUp = z.object({ id, doneOn: day, words: plainText(2, l.followUp) })
export const measureLifting = z.object({ id, basis: plainText(4, l.basis) })
export const proposalDeclining = z.object({
  key: z.string().regex(/^[a-z_]+:\d{6}:20\d{2}-\d{2}$/),
  reason: plainText(l.reasonMin, l.basis),
})

const searchIn = (locale: Locale) => {
  const is = searchFields(locale)
  const labels = (name: Parameters<typeof terms>[1]) => terms(locale, name).map(({ label }) => label)
  const publicStates = countyMeasureStates.filter((state) => state !== 'proposed') as ['in_force', 'lifted']
  return {
    measures: z.object({
      kind: is.choice(countyMeasureKinds, labels('countyMeasureKind')).optional(),
      state: is.choice(publicStates, labels('countyMeasureState').slice(1)).optional(),
      region: is.regionCode.optional(),
    }),
    counties: z.object({
      month: is
        .one('month')
        .refine(isMonth, { error: ({ input }) => ratesMessages[locale].notMonth(shortened(input)) })
        .optional(),
      region: is.regionCode.optional(),
    }),
    tasks: z.object({
      region: is.regionCode.optional(),
      year: is.whole('year', 2017, 2099).optional(),
    }),
    returns: z.object({
      kind: is.choice(countyReturnKinds, labels('countyReturnKind')).optional(),
      region: is.regionCode.optional(),
      page: is.whole('page', 1, 1000).default(1),
    }),
  }
}
/** The addresses of the pages. */
const assessmentSearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, object>
export const countiesSearch = { zh: assessmentSearch.zh.counties, en: assessmentSearch.en.counties }
export const tasksSearch = { zh: assessmentSearch.zh.tasks, en: assessmentSearch.en.tasks }
export const measuresSearch = { zh: assessmentSearch.zh.measures, en: assessmentSearch.en.measures }
export const returnsSearch = { zh: assessmentSearch.zh.returns, en: assessmentSearch.en.returns }
export type MeasureSearch = z.infer<(typeof assessmentSearch)['zh']['measures']>

const paging = {
  limit: searchFields('en').whole('limit', 1, 200).default(l.pageSize),
  cursor: searchFields('en').cursor,
}
export const scoreApiSearch = z.object({
  region: searchFields('en').regionCode.optional(),
  month: searchFields('en').one('month').refine(isMonth, { error: 'a month, 2026-10' }).optional(),
  ...paging,
})
export const measureApiSearch = searchIn('en').measures.extend(paging)
export const returnApiSearch = searchIn('en').returns.omit({ page: true }).extend(paging)
