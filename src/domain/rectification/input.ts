import { z } from 'zod'
import { problemExecutions, problemKinds, problemPlanStates, problemSources, problemStates } from '#db/vocabulary.ts'
import { day, plainText } from '#platform/http/plain-text.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { terms } from '#src/i18n/terms.ts'

export const problemLimits = {
  words: 2000,
  wordsMin: 5,
  long: 4000,
  number: 100,
  pageSize: 50,
  apiDefault: 50,
  apiMost: 200,
}
const l = problemLimits

export const problemNo = z
  .string()
  .trim()
  .regex(/^\d{6}-20\d{2}-\d{4,6}$/)
const creditCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^([0-9A-HJ-NPQRTUWXY]{18}|[0-9A-Z]{8}[0-9X])$/)
const orEmpty = <T extends z.ZodType>(value: T) => z.union([z.literal(''), value]).default('' as never)

/** A new line of annex 3, as a person of the office enters it. */
export const newProblem = z.object({
  creditCode,
  kind: z.enum(problemKinds),
  source: z.enum(problemSources),
  foundOn: day,
  words: plainText(l.wordsMin, l.words),
  deadline: orEmpty(day),
  measures: orEmpty(plainText(l.wordsMin, l.long)),
  previousNo: orEmpty(problemNo),
})

/** The fields of a line that the county keeps; empty where there is nothing. */
export const lineFieldShapes = {
  kind: z.enum(problemKinds),
  words: plainText(l.wordsMin, l.words),
  documentNo: orEmpty(plainText(2, l.number)),
  requirement: orEmpty(plainText(2, l.words)),
  execution: orEmpty(z.enum(problemExecutions)),
  executionWords: orEmpty(plainText(2, l.words)),
  planState: z.enum(problemPlanStates),
  plan: orEmpty(plainText(2, l.long)),
  measures: orEmpty(plainText(2, l.long)),
  deadline: orEmpty(day),
  recheckReportNo: orEmpty(plainText(2, l.number)),
  recheckOn: orEmpty(day),
  recheckMet: orEmpty(z.enum(['yes', 'no'])),
}
/** `version`: of the line as it was when the form was loaded. */
export const lineChange = z.object({
  no: problemNo,
  version: z.coerce.number().int().min(1).max(100_000),
  ...lineFieldShapes,
})

export const problemSorts = ['newest', 'oldest', 'deadline', 'changed', 'closed'] as const
const late = ['yes', 'no'] as const

const searchIn = (locale: Locale) => {
  const is = searchFields(locale)
  const labels = (name: 'problemKind' | 'problemState' | 'problemSource') =>
    terms(locale, name).map(({ label }) => label)
  return z.object({
    region: is.regionCode.optional(),
    sector: is.code('sector').optional(),
    batch: is.choice(['1', '2', '3']).optional(),
    kind: is.choice(problemKinds, labels('problemKind')).optional(),
    source: is.choice(problemSources, labels('problemSource')).optional(),
    state: is.choice(problemStates, labels('problemState')).optional(),
    /** Open beyond its deadline, or closed after it. */
    late: is.choice(late).optional(),
    sort: is.choice(problemSorts).default('newest'),
    page: is.whole('page', 1, 10_000).default(1),
  })
}
/** The address of the lists of problems. */
export const problemSearch = { zh: searchIn('zh'), en: searchIn('en') } satisfies Record<Locale, z.ZodObject>
export type ProblemSearch = z.infer<(typeof problemSearch)['zh']>
export type ProblemFilter = Partial<Omit<ProblemSearch, 'page' | 'sort'>>
export type ProblemSort = ProblemSearch['sort']

const english = searchFields('en')
export const problemApiSearch = searchIn('en')
  .omit({ page: true, sort: true })
  .extend({
    limit: english.whole('limit', 1, l.apiMost).default(l.apiDefault),
    cursor: english
      .one('cursor')
      .regex(/^[1-9]\d{0,8}$/, { error: 'the cursor of an answer' })
      .transform(Number)
      .optional(),
  })
