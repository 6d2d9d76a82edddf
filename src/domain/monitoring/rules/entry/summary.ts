import type { EntryField, EntryTexts } from '#domain/monitoring/input.ts'
import type { EntryProblem } from '#domain/monitoring/rules/entry/problem.ts'
import {
  type EntryContext,
  type EntryTools,
  entryTools,
  type KnownOutlet,
  readDay,
  readSubject,
  readUnit,
} from '#domain/monitoring/rules/entry/read.ts'
import { readCount, readQuantity } from '#src/text/quantity.ts'

/** One statement of on-line monitoring as values. */
export interface ReadSummary {
  outlet: KnownOutlet
  factorCode: string
  fromOn: string
  toOn: string
  judgedCount: number
  exceedanceCount: number
  min: number
  mean: number
  max: number
  unit: string
  totalTonnes: number | null
  source: string
}

/** Reads one line of on-line monitoring. `row` is undefined when anything in it is wrong; `problems` then say what. */
export function readSummary(
  texts: EntryTexts,
  context: EntryContext,
): { row: ReadSummary | undefined; problems: EntryProblem[] } {
  const tools = entryTools(texts, context)
  const subject = readSubject(tools)
  const [fromOn, toOn] = [readDay(tools, 'fromOn'), readDay(tools, 'toOn')]
  const unit = readUnit(tools, subject?.factor)
  const [judged, exceeded] = [count(tools, 'judged'), count(tools, 'exceeded')]
  const [min, mean, max] = (['min', 'mean', 'max'] as const).map((field) => amount(tools, field, unit ?? ''))
  const total = texts.total?.trim() ? amount(tools, 'total', 't') : null
  const source = tools.asked('source')
  if (fromOn && toOn && fromOn > toOn) tools.refuse('toOn', 'period_reversed')
  else if (fromOn && toOn && fromOn.slice(0, 4) !== toOn.slice(0, 4)) tools.refuse('toOn', 'period_two_years')
  if (judged !== undefined && exceeded !== undefined && exceeded > judged)
    tools.refuse('exceeded', 'more_exceeded', { judged })
  if (min !== undefined && mean !== undefined && max !== undefined && !(min <= mean && mean <= max))
    tools.refuse('mean', 'not_ordered', { min, max })
  if (tools.problems.length > 0 || !subject || !fromOn || !toOn || !unit || !source)
    return { row: undefined, problems: tools.problems }
  const row: ReadSummary = {
    outlet: subject.outlet,
    factorCode: subject.factor.code,
    fromOn,
    toOn,
    judgedCount: judged as number,
    exceedanceCount: exceeded as number,
    min: min as number,
    mean: mean as number,
    max: max as number,
    unit,
    totalTonnes: total ?? null,
    source,
  }
  return { row, problems: [] }
}

function amount({ refuse, asked }: EntryTools, field: EntryField, unit: string): number | undefined {
  const given = asked(field)
  if (given === undefined) return undefined
  const read = readQuantity(given, unit)
  if (read.kind !== 'number') return refuse(field, 'not_a_value', { unit })
  return read.value < 0 ? refuse(field, 'negative') : read.value
}

function count({ refuse, asked }: EntryTools, field: EntryField): number | undefined {
  const given = asked(field)
  if (given === undefined) return undefined
  const read = readCount(given)
  return read.kind === 'number' && Number.isInteger(read.value) && read.value >= 0 && read.value <= 100_000
    ? read.value
    : refuse(field, 'not_a_count')
}
