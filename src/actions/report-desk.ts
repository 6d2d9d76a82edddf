import type { z } from 'zod'
import { concludeReport, reopenReport } from '#domain/report/commands/handle/conclude.ts'
import {
  extendReport,
  linkReportToCase,
  openCaseFromReport,
  recordInspection,
} from '#domain/report/commands/handle/progress.ts'
import {
  acceptReport,
  joinReport,
  referReport,
  refuseReport,
  routeReport,
} from '#domain/report/commands/handle/triage.ts'
import { markReadByOffice, sendFromOffice } from '#domain/report/commands/messages.ts'
import * as input from '#domain/report/input/handling.ts'
import { DomainError } from '#platform/errors.ts'
import { inCaseWords } from '#src/actions/case-words.ts'
import { type Command, type FormWords, formStep } from '#src/actions/form-step.ts'
import { reportDeskMessages, reportDeskProblems } from '#src/i18n/messages/report-desk.ts'

const words: FormWords = (locale) => [reportDeskProblems(locale), reportDeskMessages[locale].notRead]

/** The office's steps with a public report. */
export const reportDesk = {
  accept: step(input.reportAcceptance, acceptReport),
  refuse: step(input.reportRefusing, refuseReport),
  refer: step(input.reportReferral, referReport),
  join: step(input.reportJoining, joinReport),
  route: step(input.reportRouting, routeReport),
  inspect: step(input.reportInspection, recordInspection),
  extend: step(input.reportExtension, extendReport),
  conclude: step(input.reportConclusion, concludeReport),
  reopen: step(input.reportReopening, reopenReport),
  link: step(input.reportCaseLink, linkReportToCase),
  openCase: step(input.reportCaseOpening, openCaseFromReport),
  message: step(input.officeMessage, writeToReporter),
  markRead: step(input.reportReference, (db, viewer, { id }, now) => markReadByOffice(db, viewer, id, now)),
}

/** Refused at its own field: the page has other words too. */
async function writeToReporter(
  db: App.Locals['db'],
  viewer: App.Locals['viewer'],
  { id, message }: z.output<typeof input.officeMessage>,
  now: Date,
) {
  try {
    await sendFromOffice(db, viewer, { id, words: message }, now)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const problems = error.problems.map((each) => ({ ...each, field: 'message' }))
    throw new DomainError(error.code, error.message, problems)
  }
}

function step<S extends z.ZodType<{ id: number }>>(schema: S, take: Command<S>) {
  return formStep(words, schema, async (given, { db, viewer, locale, now }) => {
    const caseId = await inCaseWords(locale, () => take(db, viewer, given, now))
    return { id: given.id, caseId: typeof caseId === 'number' ? caseId : null }
  })
}
