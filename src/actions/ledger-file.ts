import { DomainError } from '#platform/errors.ts'
import { sheetLimits } from '#platform/sheet/sheet.ts'
import { putFile, readFile } from '#platform/storage/files.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { ledgerUploadMessages } from '#src/i18n/messages/ledger-upload.ts'
import { unreadableText } from '#src/i18n/messages/unreadable.ts'

/** Keeps the ledger that was chosen under its hash, so that its preview is an address. @throws DomainError rule_broken at `file` */
export async function keepLedger(form: FormData, locale: Locale) {
  const file = form.get('file')
  const wrong = (message: string) => new DomainError('rule_broken', message, [{ field: 'file', message }])
  if (!(file instanceof File) || file.size === 0) throw wrong(ledgerUploadMessages[locale].noFile)
  if (file.size > sheetLimits.fileBytes)
    throw wrong(unreadableText({ kind: 'too_large', bytes: file.size, most: sheetLimits.fileBytes }, locale))
  return putFile(new Uint8Array(await file.arrayBuffer()))
}

/** Writes what the preview showed: it is checked again, all of it or nothing. @throws DomainError not_found; rule_broken */
export async function takeOverLedger<Report extends { isWritten: boolean; refused: number }>(
  form: FormData,
  locale: Locale,
  write: (bytes: Buffer) => Promise<Report>,
): Promise<Report> {
  const say = ledgerUploadMessages[locale]
  const [sha256] = /^[0-9a-f]{64}$/.exec(String(form.get('sha256') ?? '')) ?? []
  const bytes = sha256 ? await readFile(sha256) : undefined
  if (!bytes) throw new DomainError('not_found', say.noSuchFile)
  const report = await write(bytes)
  if (!report.isWritten) throw new DomainError('rule_broken', say.refused(formatNumber(locale, report.refused)))
  return report
}
