import { defineAction } from 'astro:actions'
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
import * as input from '#domain/report/input/handling.ts'
import { answer } from '#src/actions/answer.ts'
import { readForm } from '#src/actions/read-form.ts'
import { reportDeskMessages, reportDeskProblems } from '#src/i18n/messages/report-desk.ts'

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
}

function step<S extends z.ZodType<{ id: number; revision: number }>>(
  schema: S,
  take: (db: App.Locals['db'], viewer: App.Locals['viewer'], given: z.output<S>, now: Date) => Promise<unknown>,
) {
  return defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const given = readForm(schema, form, reportDeskProblems(locale), reportDeskMessages[locale].notRead)
        const caseId = await take(db, viewer, given, now)
        return { id: given.id, caseId: typeof caseId === 'number' ? caseId : null }
      }),
  })
}
