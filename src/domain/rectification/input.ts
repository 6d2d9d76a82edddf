import { z } from 'zod'
import {
  closureOpinions,
  problemExecutions,
  problemKinds,
  problemPlanStates,
  problemSources,
  problemStates,
} from '#db/vocabulary.ts'
import { day, plainText } from '#platform/http/plain-text.ts'
import { searchFields } from '#platform/http/search-fields.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { terms } from '#src/i18n/terms.ts'

export const problemLimits = {
  words: 2000,
  wordsMin: 5,
  long: 4000,
  number: 100,
  objectionMin: 10,
  problemsPerForm: 20,
  checkers: 6,
  photos: 6,
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
/** 立案 from a problem; a case that is there. */
export const problemCase = z.object({ no: problemNo, title: plainText(4, 200), facts: plainText(l.wordsMin, l.long) })
export const problemCaseLink = z.object({ no: problemNo, caseId: z.coerce.number().int().min(1).max(999_999_999) })

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

/** 每月核查 of an open problem. */
export const problemCheck = z.object({ no: problemNo, checkedOn: day, words: plainText(l.wordsMin, l.words) })

const id = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)
export const fileNumber = id
const opinion = z.enum(closureOpinions)

/** Annex 4 as the firm fills it, for one or several of its problems; its files come beside it. */
export const closureRequest = z.object({
  nos: z.array(problemNo).min(1).max(l.problemsPerForm),
  measures: plainText(l.wordsMin, l.long),
  completion: plainText(l.wordsMin, l.long),
  completedOn: day,
  reportNo: orEmpty(plainText(2, l.number)),
})
/** What the second person of the firm says of it; a reason only where it goes back. */
export const closureReview = z.object({ formId: id, opinion, words: orEmpty(plainText(2, l.words)) })
export const closureWithdrawal = z.object({ formId: id })
/** 核查人, by name: separated by 、 or a comma. */
const names = z
  .string()
  .transform((text) => text.split(/[、，,;；\n]/).map((name) => name.trim()))
  .transform((all) => all.filter((name) => name !== ''))
  .pipe(z.array(plainText(2, 40)).min(1).max(l.checkers))
export const closureOpinion = z.object({
  no: problemNo,
  opinion,
  words: plainText(l.wordsMin, l.long),
  names,
  signedOn: day,
})
/** 异议: by anybody. `contact` only to be told the outcome. */
export const closureObjection = z.object({
  no: problemNo,
  words: plainText(l.objectionMin, l.words),
  contact: orEmpty(plainText(5, l.number)),
})
export const objectionDecision = z.object({
  id,
  decision: z.enum(['rejected', 'upheld']),
  answer: plainText(l.wordsMin, l.long),
  /** The objection as it is shown, where it names persons. */
  publicWords: orEmpty(plainText(l.wordsMin, l.words)),
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
    /** Beyond its deadline, closure not asked for. */
    late: is.choice(late).optional(),
    /** Open, and not looked at by the county in this month. */
    unchecked: is.choice(['yes']).optional(),
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
