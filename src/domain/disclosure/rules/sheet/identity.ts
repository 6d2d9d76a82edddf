import { createHash } from 'node:crypto'
import type { Locale } from '#src/i18n/locale.ts'

/** Goes up when the sheets change so that older files can no longer be read. */
export const templateVersion = 1

/** Whose form a workbook is, and how it stood when it was downloaded. */
export interface SheetIdentity {
  locale: Locale
  creditCode: string
  year: number
  draftId: number
  revision: number
}

/** One line of the cover: `QY1-zh-91430922MA4L000000-2026-17-3-0123abcd`. The last part finds slips, it protects nothing. */
export function identityCode({ locale, creditCode, year, draftId, revision }: SheetIdentity): string {
  const said = [`QY${templateVersion}`, locale, creditCode, year, draftId, revision].join('-')
  return `${said}-${checksum(said)}`
}

const checksum = (said: string) => createHash('sha256').update(said).digest('hex').slice(0, 8)

export type IdentityProblem = { problem: 'identity_changed' } | { problem: 'template_version'; given: number }

/** Reads the line; undefined for any other text. */
export function readIdentity(text: string): SheetIdentity | IdentityProblem | undefined {
  if (!/^QY\d{1,3}-/.test(text)) return undefined
  const parts = /^(QY(\d{1,3})-(zh|en)-([0-9A-Z]{18})-(\d{4})-(\d{1,9})-(\d{1,9}))-([0-9a-f]{8})$/.exec(text)
  if (!parts || checksum(parts[1] as string) !== parts[8]) return { problem: 'identity_changed' }
  const given = Number(parts[2])
  if (given !== templateVersion) return { problem: 'template_version', given }
  return {
    locale: parts[3] as Locale,
    creditCode: parts[4] as string,
    year: Number(parts[5]),
    draftId: Number(parts[6]),
    revision: Number(parts[7]),
  }
}
