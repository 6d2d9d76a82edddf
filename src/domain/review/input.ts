import { z } from 'zod'
import { reviewOpinions, reviewStates } from '#db/vocabulary.ts'
import { disclosureLimits } from '#domain/disclosure/input.ts'
import { tidy } from '#src/text/tidy.ts'

/** The limits of part 五, for the schema, the form's own maxlength and the messages. */
export const reviewLimits = {
  words: 2000,
  wordsMin: 5,
  finding: 300,
  findings: 40,
  reportNo: 60,
  reportNos: 20,
  inspector: 40,
  inspectors: 6,
  /** 行政处罚法 第四十二条: never fewer than two. */
  inspectorsMin: 2,
  reason: 500,
  points: 200,
  note: 500,
  noteMin: 2,
  pageSize: 50,
}

const words = (min: number, max: number) =>
  z
    .string({ error: 'too_short' })
    .transform(tidy)
    .pipe(z.string().min(min, { error: 'too_short' }).max(max, { error: 'too_long' }))

/** One entry per line; names also by comma or blank. */
const lines = (max: number, most: number, split = /\n/) =>
  z
    .string()
    .default('')
    .transform((value) =>
      tidy(value)
        .split(split)
        .map((line) => line.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string().max(max, { error: 'too_long' })).max(most, { error: 'too_many' }))

const day = z
  .string()
  .trim()
  .default('')
  .transform((value) => value || null)
  .pipe(z.iso.date({ error: 'no_day' }).nullable())

export const disclosureReference = z.coerce.number().int().min(1).max(999_999_999)

/** Annex 2, part 五, as the form sends it. `points` are read apart (readPoints). */
export const reviewInput = z.object({
  disclosureId: disclosureReference,
  opinion: z.enum(reviewOpinions, { error: 'choose' }),
  findings: lines(reviewLimits.finding, reviewLimits.findings),
  monitoring: words(0, reviewLimits.words).default(''),
  monitoringReportNos: lines(reviewLimits.reportNo, reviewLimits.reportNos, /[\n,，、;；]/),
  knownProblems: words(0, reviewLimits.words).default(''),
  words: words(0, reviewLimits.words).default(''),
  inspectedOn: day,
  inspectors: lines(reviewLimits.inspector, reviewLimits.inspectors, /[\n,，、;；]/),
})
export type ReviewInput = z.infer<typeof reviewInput>

export interface ReviewPoint {
  field: string
  reason: string
}

/** A point as the form sent it: a reason without a tick, or a tick without a reason, is not lost but asked about. */
export interface SentPoints {
  /** Row, outlet or part -> what was typed there, and the fields of it that were ticked. */
  [place: string]: { ticked: string[]; reason: string }
}

/** `tick.r12_w01018` = fields of the row that are meant; `why.r12_w01018` = what is to be corrected there. */
export function readPoints(form: FormData): SentPoints {
  const sent: SentPoints = {}
  for (const [name, value] of form) {
    const [, kind, place] = /^(tick|why)\.([A-Za-z0-9_]{1,40})$/.exec(name) ?? []
    if (!kind || !place || typeof value !== 'string') continue
    sent[place] ??= { ticked: [], reason: '' }
    if (kind === 'tick') sent[place].ticked.push(value.slice(0, 80))
    else sent[place].reason = tidy(value)
  }
  return sent
}

export const doubtLook = z.object({
  id: disclosureReference,
  note: words(reviewLimits.noteMin, reviewLimits.note),
})

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `one of ${values.join(', ')}` })

/** The inbox's address. Without a year: all years; without a state: all, what waits first. */
export const reviewSearch = z.object({
  year: z
    .string()
    .regex(/^\d{4}$/, { error: 'a year of four digits' })
    .transform(Number)
    .pipe(z.number().min(disclosureLimits.firstYear).max(disclosureLimits.lastYear))
    .optional(),
  state: oneOf(reviewStates).optional(),
  region: z
    .string()
    .regex(/^\d{6}$/, { error: 'a region code of six digits' })
    .optional(),
  sector: z
    .string()
    .regex(/^[a-z0-9_-]{1,40}$/, { error: 'a sector code' })
    .optional(),
  doubts: oneOf(['open']).optional(),
  page: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, { error: 'a page number' })
    .transform(Number)
    .default(1),
})
export type ReviewSearch = z.infer<typeof reviewSearch>
