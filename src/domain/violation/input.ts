import { z } from 'zod'
import { controlLevels, executionStates, measureKinds, violationCategories } from '#db/vocabulary.ts'
import { type FineBand, fineBands } from '#domain/violation/rules.ts'
import type { FieldProblem } from '#platform/errors.ts'

export const boardLimits = {
  searchLength: 100,
  firstYear: 2000,
  lastYear: 2100,
  pageSize: 50,
  lastPage: 1_000_000,
  apiPageSize: 200,
}
export const boardSorts = ['newest', 'oldest', 'fine'] as const
export const fineBandNames = Object.keys(fineBands) as [FineBand, ...FineBand[]]

/** A parameter that may be given several times; within one group the board shows cases of any of the values. */
function several<T extends z.ZodType>(value: T) {
  return z
    .preprocess((given) => (Array.isArray(given) ? given : [given]), z.array(value).max(60))
    .transform((values) => [...new Set(values)])
    .default([])
}

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, {
    error: ({ input }) => `${quoted(input)} is not one of ${values.join(', ')}`,
  })

/** A whole number as an address holds it; `what` names it in the message. */
const whole = (what: string, min: number, max: number) =>
  z
    .string({ error: `give ${what} once` })
    .regex(/^-?\d{1,15}$/, { error: ({ input }) => `${quoted(input)} is not ${what}` })
    .transform(Number)
    .pipe(
      z
        .number()
        .min(min, { error: ({ input }) => `${input} is below ${min}` })
        .max(max, { error: ({ input }) => `${input} is above ${max}` }),
    )

const year = whole('a year', boardLimits.firstYear, boardLimits.lastYear)

/** What narrows the board, shared by the page, the feeds and the API. */
export const boardFilter = z.object({
  q: z
    .string({ error: 'give q once' })
    .trim()
    .max(boardLimits.searchLength, {
      error: ({ input }) => `${String(input).length} characters; at most ${boardLimits.searchLength} are searched`,
    })
    .default(''),
  category: several(oneOf(violationCategories)),
  measure: several(oneOf(measureKinds)),
  region: several(
    z.string().regex(/^[0-9]{6}$/, { error: ({ input }) => `${quoted(input)} is not a region code of six digits` }),
  ),
  sector: several(z.string().regex(/^[a-z0-9_-]{1,40}$/, { error: ({ input }) => `${quoted(input)} is no sector` })),
  year: several(year),
  fine: several(oneOf(fineBandNames)),
  level: several(oneOf(controlLevels)),
  execution: several(oneOf(executionStates)),
  /** Only cases of a firm that had another decision in the two years before. */
  repeat: oneOf(['yes']).optional(),
})

export const boardSearch = boardFilter.extend({
  sort: oneOf(boardSorts).default('newest'),
  page: whole('a page number', 1, boardLimits.lastPage).default(1),
})

/** Keyset paging: the cursor is the last case's place in the order (`2017-05-03.412`). */
export const violationApiSearch = boardFilter.extend({
  sort: oneOf(['newest', 'oldest']).default('newest'),
  limit: whole('a number of cases', 1, boardLimits.apiPageSize).default(50),
  cursor: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}\.\d{1,10}$/, { error: 'take the cursor from the `next` of the page before' })
    .optional(),
})

export type BoardFilter = z.infer<typeof boardFilter>
export type BoardSearch = z.infer<typeof boardSearch>
export type ViolationApiSearch = z.infer<typeof violationApiSearch>

/** A case's number in an address: a positive whole number, else there is no such case. */
export const caseId = z
  .string()
  .regex(/^[1-9][0-9]{0,8}$/)
  .transform(Number)

/** Codes that have the right form but that the city does not have. */
export function unknownCodes(
  filter: Pick<BoardFilter, 'region' | 'sector'>,
  known: { regions: { code: string }[]; sectors: { code: string }[] },
): (FieldProblem & { given: string })[] {
  const check = (field: 'region' | 'sector', codes: { code: string }[]) =>
    filter[field]
      .filter((given) => !codes.some(({ code }) => code === given))
      .map((given) => ({ field, given, message: `${given} is not one of ${codes.map(({ code }) => code).join(', ')}` }))
  return [...check('region', known.regions), ...check('sector', known.sectors)]
}

const quoted = (input: unknown) => JSON.stringify(String(input).slice(0, 40))
