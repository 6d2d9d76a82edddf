import { and, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { screeningRows as rows } from '#db/schema/screening.ts'
import {
  cellOf,
  type Find,
  type Firm,
  type ImportContext,
  type ScreeningImport,
  type SheetOf,
} from '#domain/screening/commands/import/report.ts'
import { screeningLimits } from '#domain/screening/input.ts'
import { type ScreeningField, screeningFields, standing } from '#domain/screening/rules/fields.ts'
import { readScreeningTexts } from '#domain/screening/rules/import/screening-row.ts'
import type { ShownLine } from '#platform/sheet/shown.ts'
import { ledgerImportMessages } from '#src/i18n/messages/ledger-import.ts'
import { findPersonalData } from '#src/text/personal-data.ts'

/** What the lines of an annex 1 change in the ledger: a text that stands already, or an empty cell, changes nothing. */
export async function readScreeningLines(
  db: Db,
  of: SheetOf,
  lines: readonly { line: ShownLine; firm: Firm }[],
  { by, locale, now }: ImportContext,
  find: Find,
): Promise<{ changed: ScreeningImport[]; unchanged: number }> {
  const say = ledgerImportMessages[locale]
  const ids = lines.map(({ firm }) => firm.id)
  const found =
    ids.length === 0
      ? []
      : await db
          .select()
          .from(rows)
          .where(and(inArray(rows.enterpriseId, ids), eq(rows.regionCode, of.region.code)))
  const rowOf = new Map(found.map((row) => [row.enterpriseId, row]))
  const who =
    by === 'system' || by.role === 'visitor'
      ? { by: 'system', byName: say.bySystem }
      : { by: by.userId, byName: by.name }
  const changed: ScreeningImport[] = []
  for (const { line, firm } of lines) {
    const row = rowOf.get(firm.id)
    if (!row) {
      find('refuse', line, 'enterpriseName', say.notInPlan)
      continue
    }
    const { texts, unread } = readScreeningTexts(cellOf(of, line))
    for (const field of unread) find('refuse', line, field, say.noAnswer)
    const now_ = standing(row.derived, row.entered)
    const fields = screeningFields.filter((field) => texts[field] !== undefined && texts[field] !== now_[field])
    if (fields.length === 0) continue
    for (const field of fields)
      refuseText(texts[field] as string, say, (message) => find('refuse', line, columnOf(field), message))
    const entered = { ...row.entered }
    for (const field of fields) {
      delete entered[field]
      if (texts[field] !== row.derived[field]?.text)
        entered[field] = { text: texts[field] as string, ...who, at: now.toISOString() }
    }
    changed.push({ rowId: row.id, enterpriseName: row.enterpriseName, entered, changed: fields })
  }
  return { changed, unchanged: lines.length - changed.length }
}

function refuseText(text: string, say: (typeof ledgerImportMessages)['zh'], refuse: (message: string) => void): void {
  if (text.length > screeningLimits.text) refuse(say.tooLong(text.length, screeningLimits.text))
  const [personal] = findPersonalData(text)
  if (personal) refuse(say.personal(personal.found))
}

/** The annex's column that a field is printed in. */
const columnOf = (field: ScreeningField): string =>
  ['permitNo', 'permitContents', 'facilities', 'concentrations', 'totals'].includes(field)
    ? 'permitAndDischarge'
    : ['onlineFactors', 'onlineComparison', 'onlineValidity'].includes(field)
      ? 'onlineMonitoring'
      : field
