import { defineAction } from 'astro:actions'
import { unreadableText } from '#domain/enterprise/rules/import/read-file.ts'
import { completeRow } from '#domain/screening/commands/complete.ts'
import { importLedgers } from '#domain/screening/commands/import/import.ts'
import { takeSnapshots } from '#domain/screening/commands/snapshot.ts'
import { reporting, rowCompletion } from '#domain/screening/input.ts'
import { DomainError } from '#platform/errors.ts'
import { demand } from '#platform/permissions/demand.ts'
import { sheetLimits } from '#platform/sheet/sheet.ts'
import { putFile, readFile } from '#platform/storage/files.ts'
import { answer } from '#src/actions/answer.ts'
import { readForm } from '#src/actions/read-form.ts'
import { formatNumber } from '#src/i18n/format.ts'
import { ledgerImportMessages } from '#src/i18n/messages/ledger-import.ts'
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
  /** Keeps what was uploaded under its hash: the preview is an address. */
  uploadLedger: defineAction({
    accept: 'form',
    handler: (form, { locals: { viewer, locale } }) =>
      answer(async () => {
        demand(viewer, 'screening.import', { regionCode: viewer.role === 'visitor' ? null : viewer.regionCode })
        const file = form.get('file')
        const wrong = (message: string) => new DomainError('rule_broken', message, [{ field: 'file', message }])
        if (!(file instanceof File) || file.size === 0) throw wrong(ledgerImportMessages[locale].noFile)
        if (file.size > sheetLimits.fileBytes)
          throw wrong(unreadableText({ kind: 'too_large', bytes: file.size, most: sheetLimits.fileBytes }, locale))
        return putFile(new Uint8Array(await file.arrayBuffer()))
      }),
  }),
  /** Writes what the preview showed: it is checked again, all of it or nothing. */
  importLedgers: defineAction({
    accept: 'form',
    handler: (form, { locals: { db, viewer, locale, now } }) =>
      answer(async () => {
        const say = ledgerImportMessages[locale]
        const [sha256] = /^[0-9a-f]{64}$/.exec(String(form.get('sha256') ?? '')) ?? []
        const bytes = sha256 ? await readFile(sha256) : undefined
        if (!bytes) throw new DomainError('not_found', say.noSuchFile)
        const report = await importLedgers(db, viewer, { bytes, locale }, now)
        if (!report.isWritten) throw new DomainError('rule_broken', say.refused(formatNumber(locale, report.refused)))
        return { rows: report.rows.length, problems: report.problems.length, unchanged: report.unchanged }
      }),
  }),
}
