import { z } from 'zod'
import { casePersonKinds, executionStates, leadSources, measureKinds, violationCategories } from '#db/vocabulary.ts'
import { choice, day, lines, readDay, text, yuan } from '#domain/violation/input/texts.ts'
import type { DailyPenaltyPeriod } from '#domain/violation/rules/daily-penalty.ts'
import type { CaseContent } from '#domain/violation/rules/draft.ts'

/** The limits of a case, for the schema, the form's own maxlength and the messages. */
export const caseLimits = {
  title: 200,
  facts: 20_000,
  name: 200,
  words: 500,
  reference: 300,
  basis: 1000,
  decisionNo: 80,
  position: 60,
  measures: 12,
  persons: 20,
  periods: 24,
  readings: 20,
  reading: 200,
  reason: 1000,
  reasonMin: 5,
  evidence: 500,
}

const periods = text(2000).transform((value, ctx): DailyPenaltyPeriod[] => {
  const rows = value.split('\n').filter((line) => line.trim() !== '')
  if (rows.length > caseLimits.periods)
    ctx.addIssue({ code: 'custom', message: 'too_many', params: { given: rows.length, most: caseLimits.periods } })
  return rows.flatMap((line) => {
    const [servedOn, recheckedOn, more] = line
      .trim()
      .split(/\s+|至|~|—|,|，/)
      .filter(Boolean)
      .map(readDay)
    if (servedOn && recheckedOn && more === undefined) return [{ servedOn, recheckedOn }]
    ctx.addIssue({ code: 'custom', message: 'no_period', params: { given: line.slice(0, 60) } })
    return []
  })
})

const numbers = (most: number) =>
  z.array(z.string()).transform((values, ctx) => {
    const given = values.flatMap((value) => value.split(/[\s,，、;；]+/)).filter(Boolean)
    if (given.length > most)
      ctx.addIssue({ code: 'custom', message: 'too_many', params: { given: given.length, most } })
    return [...new Set(given)].flatMap((value) => {
      const [, number] = /^(?:\S*\/disclosures\/)?([1-9]\d{0,8})$/.exec(value) ?? []
      if (!number) ctx.addIssue({ code: 'custom', message: 'no_number', params: { given: value.slice(0, 40) } })
      return number ? [Number(number)] : []
    })
  })

export const caseDraft = z.object({
  category: choice(violationCategories),
  creditCode: text(40),
  enterpriseName: text(caseLimits.name),
  regionCode: text(6),
  title: text(caseLimits.title, 4),
  titleEn: text(caseLimits.title),
  facts: text(caseLimits.facts, 1),
  factsEn: text(caseLimits.facts),
  actOn: day,
  leadSource: choice(leadSources),
  leadOn: day,
  leadWords: text(caseLimits.words),
  leadReference: text(caseLimits.reference),
  inspectedOn: day,
  inspectionWords: text(caseLimits.words),
  orderServedOn: day,
  orderWords: text(caseLimits.words),
  bases: z.array(z.string().max(60)).max(12),
  basisText: text(caseLimits.basis),
  basisReason: text(caseLimits.words),
  decisionNo: text(caseLimits.decisionNo),
  decidedOn: day,
  authority: text(caseLimits.name),
  rectifyBy: day,
  executionState: choice(executionStates),
  persons: z
    .array(
      z.object({
        name: text(60, 1),
        position: text(caseLimits.position),
        kind: choice(casePersonKinds),
        isMinor: z
          .string()
          .default('')
          .transform((value) => value !== ''),
      }),
    )
    .max(caseLimits.persons, { error: 'too_many_rows' }),
  measures: z
    .array(
      z.object({
        kind: choice(measureKinds),
        amount: yuan,
        fromOn: day,
        toOn: day,
        prolongedOn: day,
        periods,
        detail: text(caseLimits.words),
      }),
    )
    .max(caseLimits.measures, { error: 'too_many_rows' })
    .transform((rows) => rows.map(({ amount, ...measure }) => ({ ...measure, amountFen: amount }))),
  outlets: numbers(40),
  disclosures: numbers(20),
  readings: lines(caseLimits.reading, caseLimits.readings),
  confirmed: z.array(z.string().max(200)).max(100),
}) satisfies z.ZodType<CaseContent>

const several = ['bases', 'outlets', 'disclosures', 'confirmed'] as const
export const caseRows = {
  persons: ['name', 'position', 'kind', 'isMinor'],
  measures: ['kind', 'amount', 'fromOn', 'toOn', 'prolongedOn', 'periods', 'detail'],
} as const
/** A choice alone does not make a person; a measure begins with its choice. */
const makesRow = { persons: ['name', 'position'], measures: caseRows.measures } as const

/** The rows of a repeated part as the form sent them, without the blank ones, so that their places are those of the content. */
export function readRows(form: FormData, part: keyof typeof caseRows): Record<string, string>[] {
  const rows = new Map<number, Record<string, string>>()
  for (const [name, value] of form) {
    const [, of, place, field] = /^([a-z]+)_(\d{1,3})\.([A-Za-z]+)$/.exec(name) ?? []
    if (of !== part || typeof value !== 'string' || !(caseRows[part] as readonly string[]).includes(field ?? ''))
      continue
    rows.set(Number(place), { ...rows.get(Number(place)), [field as string]: value })
  }
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([, row]) => row)
    .filter((row) => makesRow[part].some((field) => (row[field] ?? '').trim() !== ''))
}

/** The form as `caseDraft` reads it. */
export function readCaseForm(form: FormData): Record<string, unknown> {
  const plain = Object.fromEntries(
    [...form].filter(([name, value]) => typeof value === 'string' && /^[a-zA-Z]+$/.test(name)),
  )
  return {
    ...plain,
    ...Object.fromEntries(
      several.map((name) => [name, form.getAll(name).filter((value) => typeof value === 'string')]),
    ),
    persons: readRows(form, 'persons'),
    measures: readRows(form, 'measures'),
    // Those that were ticked and those that were typed.
    readings: form
      .getAll('readings')
      .filter((value) => typeof value === 'string')
      .join('\n'),
  }
}
