import type { EntryTexts } from '#domain/monitoring/input.ts'
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
import { readQuantity } from '#src/text/quantity.ts'

/** One result of 监督性监测 as values. */
export interface ReadResult {
  outlet: KnownOutlet
  factorCode: string
  sampledOn: string
  state: 'measured' | 'below_detection' | 'no_discharge'
  value: number | null
  detectionLimit: number | null
  unit: string
  reportNo: string
  authority: string
}

/** Reads one line or form of supervisory monitoring. `row` is undefined when anything in it is wrong; `problems` then say what. */
export function readResult(
  texts: EntryTexts,
  context: EntryContext,
): { row: ReadResult | undefined; problems: EntryProblem[] } {
  const tools = entryTools(texts, context)
  const subject = readSubject(tools)
  const sampledOn = readDay(tools, 'sampledOn')
  const unit = readUnit(tools, subject?.factor)
  const found = readValue(tools, unit ?? '')
  const reportNo = tools.asked('reportNo')
  const authority = tools.asked('authority')
  if (!subject || !sampledOn || !unit || !found || !reportNo || !authority || tools.problems.length > 0) {
    return { row: undefined, problems: tools.problems }
  }
  const { outlet, factor } = subject
  return { row: { outlet, factorCode: factor.code, sampledOn, ...found, unit, reportNo, authority }, problems: [] }
}

/** A number, 未检出 or <0.05, or 未排放. */
function readValue({ refuse, asked }: EntryTools, unit: string) {
  const given = asked('value')
  if (given === undefined) return undefined
  const read = readQuantity(given, unit)
  switch (read.kind) {
    case 'number':
      if (read.value < 0) return refuse('value', 'negative')
      return { state: 'measured' as const, value: read.value, detectionLimit: null }
    case 'below_detection':
      return { state: 'below_detection' as const, value: null, detectionLimit: read.detectionLimit }
    case 'no_discharge':
      return { state: 'no_discharge' as const, value: null, detectionLimit: null }
    default:
      return refuse('value', 'not_a_value', { unit })
  }
}
