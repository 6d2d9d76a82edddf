import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { contactSheetHistory, contactSheets as sheets } from '#db/schema/joint.ts'
import { noSuchRecord, notYours } from '#domain/joint/refuse.ts'
import { isSide, type SheetStep, sheetSteps } from '#domain/joint/rules/contact-sheet.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'
import { conflict } from '#platform/refuse.ts'
import { term } from '#src/i18n/terms.ts'

/** The sheet of a step, held until the transaction ends. @throws DomainError not_allowed; not_found; conflict out of turn */
export async function lockSheet(tx: Db, id: number, viewer: Viewer, step: SheetStep) {
  const [sheet] = await tx
    .select({
      id: sheets.id,
      regionCode: sheets.regionCode,
      fromLevel: sheets.fromLevel,
      fromDepartment: sheets.fromDepartment,
      toLevel: sheets.toLevel,
      toDepartment: sheets.toDepartment,
      state: sheets.state,
      results: sheets.results,
      reportNos: sheets.reportNos,
    })
    .from(sheets)
    .where(eq(sheets.id, id))
    .for('update')
  const account = demandAccount(viewer, 'contact_sheet.handle', { regionCode: sheet?.regionCode ?? null })
  if (!sheet) throw noSuchRecord()
  const { side, from } = sheetSteps[step]
  if (!isSide(sheet, side, account)) throw notYours()
  if (!from.includes(sheet.state))
    throw conflict(
      `联系单现在是“${term('zh', 'contactSheetState', sheet.state)}”，不能办这一步`,
      `The sheet is now "${term('en', 'contactSheetState', sheet.state)}": this step is not open`,
    )
  return { sheet, account }
}

/** The step in the history and the log, in the transaction of its write. */
export async function recordSheet(
  tx: Db,
  step: (typeof contactSheetHistory.$inferInsert)['step'],
  { id, words, after }: { id: number; words: string | null; after: Record<string, unknown> },
  account: Account,
  now: Date,
): Promise<void> {
  await tx.insert(contactSheetHistory).values({ sheetId: id, step, words, by: account.userId, at: now })
  await recordEvent(tx, {
    kind: `contact_sheet.${step}`,
    subject: `contact_sheet:${id}`,
    by: account,
    at: now,
    after: { ...after, words },
  })
}
