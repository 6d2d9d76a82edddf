import type { problemExecutions, problemKinds, problemPlanStates } from '#db/vocabulary.ts'

/** What the county keeps of a line of annex 3, field by field as it stands in the form; empty where there is nothing. */
export const lineFields = [
  'kind',
  'words',
  'documentNo',
  'requirement',
  'execution',
  'executionWords',
  'planState',
  'plan',
  'measures',
  'deadline',
  'recheckReportNo',
  'recheckOn',
  'recheckMet',
] as const
export type LineField = (typeof lineFields)[number]
export type Line = Record<LineField, string>

/** A line as the database has it. */
export interface LineValues {
  kind: (typeof problemKinds)[number]
  words: string
  documentNo: string | null
  requirement: string | null
  execution: (typeof problemExecutions)[number] | null
  executionWords: string | null
  planState: (typeof problemPlanStates)[number]
  plan: string | null
  measures: string | null
  deadline: string | null
  recheckReportNo: string | null
  recheckOn: string | null
  recheckMet: boolean | null
}

export const lineOf = (values: LineValues): Line => ({
  ...(Object.fromEntries(lineFields.map((field) => [field, (values[field] ?? '').toString()])) as Line),
  recheckMet: values.recheckMet === null ? '' : values.recheckMet ? 'yes' : 'no',
})

export const valuesOf = (line: Line): LineValues => ({
  ...(Object.fromEntries(lineFields.map((field) => [field, line[field] || null])) as unknown as LineValues),
  recheckMet: line.recheckMet === '' ? null : line.recheckMet === 'yes',
})

export const lineFaults = [
  'deadline_before_found',
  'recheck_before_found',
  'recheck_in_future',
  'plan_missing',
  'plan_state_missing',
  'execution_missing',
  'recheck_day_missing',
  'recheck_report_missing',
] as const
export type LineFault = (typeof lineFaults)[number]

/** What does not fit together in a line, each at its field. */
export function faultsOf(line: Line, { foundOn, today }: { foundOn: string; today: string }) {
  const faults: { field: LineField; fault: LineFault }[] = []
  const is = (condition: boolean, field: LineField, fault: LineFault) => condition && faults.push({ field, fault })
  is(line.deadline !== '' && line.deadline < foundOn, 'deadline', 'deadline_before_found')
  is(line.recheckOn !== '' && line.recheckOn < foundOn, 'recheckOn', 'recheck_before_found')
  is(line.recheckOn > today, 'recheckOn', 'recheck_in_future')
  is(line.planState !== 'none' && line.plan === '', 'plan', 'plan_missing')
  is(line.planState === 'none' && line.plan !== '', 'planState', 'plan_state_missing')
  is(line.execution === '' && (line.executionWords !== '' || line.requirement !== ''), 'execution', 'execution_missing')
  is(
    line.recheckOn === '' && (line.recheckMet !== '' || line.recheckReportNo !== ''),
    'recheckOn',
    'recheck_day_missing',
  )
  is(line.recheckMet !== '' && line.recheckReportNo === '', 'recheckReportNo', 'recheck_report_missing')
  return faults
}
