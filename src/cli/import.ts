import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { checkImport, type ImportReport, importEnterprises } from '#domain/enterprise/commands/import.ts'
import { checkLedgers, importLedgers } from '#domain/screening/commands/import/import.ts'
import type { LedgersInput } from '#domain/screening/commands/import/report.ts'
import { checkLedger, importLedger, type LedgerInput } from '#domain/violation/commands/casework/import-ledger.ts'
import { now } from '#platform/now.ts'
import { sheetLimits } from '#platform/sheet/sheet.ts'
import { withDatabase } from '#src/cli/with-database.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { caseImportMessages } from '#src/i18n/messages/case-import.ts'
import { importMessages } from '#src/i18n/messages/import.ts'
import { findingText } from '#src/i18n/messages/import-findings.ts'
import { ledgerImportMessages } from '#src/i18n/messages/ledger-import.ts'
import { ledgerUploadMessages } from '#src/i18n/messages/ledger-upload.ts'
import { unreadableText } from '#src/i18n/messages/unreadable.ts'

const usage =
  'portal import enterprises|cases|ledgers FILE [--dry-run] [--override-reason TEXT] [--lang zh|en] (the reason for enterprises alone)'

/**
 * `portal import enterprises FILE`: reads a CSV or XLSX into the register, all of it or nothing; `portal import cases FILE` a
 * penalty ledger as drafts of cases, `portal import ledgers FILE` ledgers in the layout of annexes 1 and 3. With `--dry-run` it only says
 * what it would do. Ends with 1 when the file was refused.
 */
export async function importFile(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' }, 'override-reason': { type: 'string' }, lang: { type: 'string' } },
  })
  const [what, path, ...rest] = positionals
  if ((what !== 'enterprises' && what !== 'cases' && what !== 'ledgers') || !path || rest.length > 0)
    throw new Error(usage)
  const locale = localeIn(values.lang ?? 'zh')
  const isDryRun = values['dry-run'] ?? false
  const input = {
    bytes: readBounded(path, locale),
    locale,
    overrideReason: values['override-reason']?.trim() || undefined,
  }

  if (what === 'cases') return importCases(path, input, isDryRun)
  if (what === 'ledgers') return importLedgerFile(path, input, isDryRun)
  await withDatabase(async (db) => {
    const work = isDryRun ? checkImport : importEnterprises
    const report = await work(db, 'system', input, now())
    print(basename(path), report, isDryRun, locale)
    if (report.refused > 0) process.exitCode = 1
  })
}

async function importCases(path: string, input: LedgerInput, isDryRun: boolean): Promise<void> {
  const { locale } = input
  const n = (count: number) => formatNumber(locale, count)
  const [say, upload] = [caseImportMessages[locale], ledgerUploadMessages[locale]]
  await withDatabase(async (db) => {
    const report = await (isDryRun ? checkLedger : importLedger)(db, 'system', input, now())
    console.log(`${basename(path)}: ${report.format}`)
    for (const finding of report.findings)
      console.log(`${finding.severity === 'refuse' ? '✗' : '!'} ${findingText(finding, locale)}`)
    if (report.refused > 0) {
      console.log(upload.refused(n(report.refused)))
      process.exitCode = 1
      return
    }
    console.log(say.counts(n(report.created.length), n(report.unchanged)))
    console.log(isDryRun ? importMessages[locale].dryRun : upload.applied)
  })
}

async function importLedgerFile(path: string, input: LedgersInput, isDryRun: boolean): Promise<void> {
  const { locale } = input
  const n = (count: number) => formatNumber(locale, count)
  const [say, upload] = [ledgerImportMessages[locale], ledgerUploadMessages[locale]]
  await withDatabase(async (db) => {
    const report = await (isDryRun ? checkLedgers : importLedgers)(db, 'system', input, now())
    console.log(`${basename(path)}: ${report.format}`)
    for (const { sheet, ...finding } of report.findings)
      console.log(
        `${finding.severity === 'refuse' ? '✗' : '!'} ${sheet ? `${sheet} ` : ''}${findingText(finding, locale)}`,
      )
    if (report.refused > 0) {
      console.log(upload.refused(n(report.refused)))
      process.exitCode = 1
      return
    }
    console.log(say.counts(n(report.rows.length), n(report.problems.length), n(report.unchanged)))
    console.log(isDryRun ? say.dryRun : upload.applied)
  })
}

function localeIn(given: string): Locale {
  if (given === 'zh' || given === 'en') return given
  throw new Error(`--lang was given as ${given}; allowed: zh, en`)
}

/** A file is not even opened when it is larger than any that would be read. */
function readBounded(path: string, locale: Locale): Buffer {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) throw new Error(locale === 'zh' ? `没有文件 ${path}` : `There is no file ${path}`)
  if (found.size > sheetLimits.fileBytes) {
    throw new Error(unreadableText({ kind: 'too_large', bytes: found.size, most: sheetLimits.fileBytes }, locale))
  }
  return readFileSync(path)
}

function print(name: string, report: ImportReport, isDryRun: boolean, locale: Locale): void {
  const say = importMessages[locale]
  const n = (count: number) => formatNumber(locale, count)
  const { format, sheet, headerLine, findings, refused } = report
  console.log(`${name}: ${headerLine === undefined ? format : say.read(format, sheet, headerLine)}`)
  for (const finding of findings)
    console.log(`${finding.severity === 'refuse' ? '✗' : '!'} ${findingText(finding, locale)}`)
  const warned = findings.length - refused
  if (warned > 0) console.log(say.warned(n(warned)))
  if (refused > 0) {
    console.log(say.refused(n(refused)))
    return
  }
  console.log(say.counts(n(report.created), n(report.updated), n(report.unchanged)))
  console.log(isDryRun ? say.dryRun : say.done)
}
