import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { contactSheetFiles, contactSheets as sheets } from '#db/schema/joint.ts'
import { lockSheet, recordSheet } from '#domain/joint/commands/sheet/lock.ts'
import { jointLimits, type sheetAnswer, type sheetReason, type sheetWords } from '#domain/joint/input.ts'
import { refusePersonalData } from '#domain/joint/refuse.ts'
import { type SheetStep, sheetSteps } from '#domain/joint/rules/contact-sheet.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal } from '#platform/refuse.ts'

/** A file that lies in the store already. */
export interface SheetFile {
  name: string
  mediaType: string
  sha256: string
  size: number
}

type Words = { id: number; words: string | null }

/** 接办. @throws, as all steps here: DomainError not_allowed; not_found; conflict out of turn; rule_broken at the field */
export const acceptSheet = (db: Db, viewer: Viewer, given: z.output<typeof sheetWords>, now: Date) =>
  take(db, viewer, 'accept', 'accepted', given, now, (by) => ({ acceptedAt: now, acceptedBy: by }))
/** 不予接办, with the reason. */
export const declineSheet = (db: Db, viewer: Viewer, given: z.output<typeof sheetReason>, now: Date) =>
  take(db, viewer, 'decline', 'declined', given, now, () => ({ closedAt: now }))
/** 撤回, before it was taken on. */
export const withdrawSheet = (db: Db, viewer: Viewer, given: z.output<typeof sheetReason>, now: Date) =>
  take(db, viewer, 'withdraw', 'withdrawn', given, now, () => ({ closedAt: now }))
/** 退回补充: what was answered stays in the history, the sheet waits again. */
export const returnSheet = (db: Db, viewer: Viewer, given: z.output<typeof sheetReason>, now: Date) =>
  take(db, viewer, 'return', 'returned', given, now, () => ({ answeredAt: null, answeredBy: null, results: null }))
/** 确认办结. */
export const closeSheet = (db: Db, viewer: Viewer, given: z.output<typeof sheetWords>, now: Date) =>
  take(db, viewer, 'close', 'closed', given, now, () => ({ closedAt: now }))

/** 回复 with the numbers of the reports, the results and files. */
export async function answerSheet(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof sheetAnswer> & { files: readonly SheetFile[] },
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { sheet, account } = await lockSheet(tx, given.id, viewer, 'answer')
    refusePersonalData(given, ['results'])
    const { id, results, reportNos, files } = given
    if (files.length > jointLimits.files)
      throw refusal(
        'files',
        `附件最多 ${jointLimits.files} 个，选了 ${files.length} 个`,
        `At most ${jointLimits.files} files; ${files.length} were chosen`,
      )
    if (files.length > 0)
      await tx
        .insert(contactSheetFiles)
        .values(files.map(({ name, mediaType, sha256, size }) => ({ sheetId: id, name, mediaType, sha256, size })))
    await tx
      .update(sheets)
      .set({
        state: 'answered',
        results,
        reportNos: [...new Set([...sheet.reportNos, ...reportNos])],
        answeredAt: now,
        answeredBy: account.userId,
      })
      .where(eq(sheets.id, id))
    await recordSheet(
      tx,
      'answered',
      { id, words: results, after: { reportNos, files: files.map(({ sha256 }) => sha256) } },
      account,
      now,
    )
  })
}

async function take(
  db: Db,
  viewer: Viewer,
  step: SheetStep,
  done: Parameters<typeof recordSheet>[1],
  { id, words }: Words,
  now: Date,
  set: (by: string) => Partial<typeof sheets.$inferInsert>,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { account } = await lockSheet(tx, id, viewer, step)
    refusePersonalData({ words }, ['words'])
    await tx
      .update(sheets)
      .set({ state: sheetSteps[step].to, ...set(account.userId) })
      .where(eq(sheets.id, id))
    await recordSheet(tx, done, { id, words, after: { state: sheetSteps[step].to } }, account, now)
  })
}
