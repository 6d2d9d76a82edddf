import type { Outcome } from '#domain/report/queries/public/outcomes.ts'
import { config } from '#platform/config.ts'

const page = (path: string) => new URL(path, config().SITE_URL).href

/** The outcome of a report as the API gives it. `concludedOn` is a day, or a month where few were concluded. */
export const outcomeLine = (row: Outcome) => ({
  id: row.no,
  url: page(`/report/outcomes/${row.no}`),
  kind: row.kind,
  regionCode: row.regionCode,
  outcome: row.outcome,
  concludedOn: row.concludedOn,
  text: row.text,
  textEn: row.textEn,
  case: row.caseId === null ? null : page(`/board/${row.caseId}`),
  creditedTo: row.creditedTo,
})
