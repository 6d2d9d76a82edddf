import { defineAction } from 'astro:actions'
import { completeRow } from '#domain/screening/commands/complete.ts'
import { importLedgers } from '#domain/screening/commands/import/import.ts'
import { takeSnapshots } from '#domain/screening/commands/snapshot.ts'
import { reporting, rowCompletion } from '#domain/screening/input.ts'
import { demand } from '#platform/permissions/demand.ts'
import { answer } from '#src/actions/answer.ts'
import { keepLedger, takeOverLedger } from '#src/actions/ledger-file.ts'
import { readForm } from '#src/actions/read-form.ts'
import { screeningMessages, screeningProblems } from '#src/i18n/messages/screening.ts'

/** 排查台账: a line completed by its county, a month reported. */
export const screening = {
  complete: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(() =>
        completeRow(
          db,
          viewer,
          readForm(rowCompletion, form, screeningProblems(locale), screeningMessages[locale].notRead),
          now,
        ),
      ),
  }),
  report: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(() => {
        const { regionCode, month } = readForm(reporting, form, {}, screeningMessages[locale].notRead)
        return takeSnapshots(db, regionCode, month, viewer, now)
      }),
  }),
  uploadLedger: defineAction({
    accept: 'form',
    handler: (form, { locals: { viewer, locale } }) =>
      answer(async () => {
        demand(viewer, 'screening.import', { regionCode: viewer.role === 'visitor' ? null : viewer.regionCode })
        return keepLedger(form, locale)
      }),
  }),
  importLedgers: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const report = await takeOverLedger(form, locale, (bytes) => importLedgers(db, viewer, { bytes, locale }, now))
        return { rows: report.rows.length, problems: report.problems.length, unchanged: report.unchanged }
      }),
  }),
}
