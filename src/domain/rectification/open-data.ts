import type { ProblemLine } from '#domain/rectification/queries/list.ts'
import { config } from '#platform/config.ts'

/** Neither closed nor on its way to it: the deadline runs. */
const isUnderWork = (state: ProblemLine['state']) => state === 'found' || state === 'rectifying'
const page = (path: string) => new URL(path, config().SITE_URL).href

/** A problem as the API gives it: the columns of annex 3, with its state. */
export const problemLine = (row: ProblemLine, today: string) => ({
  no: row.no,
  url: page(`/progress/problems/${row.no}`),
  creditCode: row.creditCode,
  enterpriseName: row.enterpriseName,
  outletCode: row.outletCode,
  regionCode: row.regionCode,
  sector: row.sectorCode,
  batch: row.batch,
  controlLevel: row.controlLevel,
  kind: row.kind,
  source: row.source,
  foundOn: row.foundOn,
  words: row.words,
  case: row.caseId === null ? null : page(`/board/${row.caseId}`),
  documentNo: row.documentNo,
  requirement: row.requirement,
  execution: row.execution,
  executionWords: row.executionWords,
  planState: row.planState,
  plan: row.plan,
  measures: row.measures,
  deadline: row.deadline,
  recheckReportNo: row.recheckReportNo,
  recheckOn: row.recheckOn,
  recheckMet: row.recheckMet,
  state: row.state,
  isLate: isUnderWork(row.state) && row.deadline !== null && row.deadline < today,
  closedOn: row.closedOn,
  previousNo: row.previousNo,
  changedAt: row.changedAt.toISOString(),
})
