import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { inspectionCorrections, inspections } from '#db/schema/inspection.ts'
import { revealIfDue } from '#domain/inspection/commands/draw/reveal.ts'
import { lockInspection, refuseOver } from '#domain/inspection/commands/visit/lock.ts'
import type { inspectionCorrecting, inspectionVoiding } from '#domain/inspection/input.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'
import { holdsPrivateData } from '#src/text/personal-data.ts'

/** 取消, with the reason; a drawn one is shown with its draw. @throws DomainError */
export async function voidInspection(
  db: Db,
  viewer: Viewer,
  { no, reason }: z.output<typeof inspectionVoiding>,
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const held = await lockInspection(tx, no, viewer, 'inspection.plan')
    refuseOver(held)
    const { inspection } = held
    await tx.update(inspections).set({ state: 'void', voidReason: reason }).where(eq(inspections.id, inspection.id))
    await recordEvent(tx, {
      kind: 'inspection_desk.voided',
      subject: `inspection:${inspection.id}`,
      by: viewer,
      at: now,
      after: { no, reason },
    })
    if (inspection.drawId !== null) await revealIfDue(tx, inspection.drawId, now)
  })
}

/** 更正: beside the finished record, in public; the record itself stays. @throws DomainError */
export async function correctInspection(
  db: Db,
  viewer: Viewer,
  { no, words }: z.output<typeof inspectionCorrecting>,
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { inspection, account, creditCode } = await lockInspection(tx, no, viewer, 'inspection.record')
    if (inspection.state !== 'finished')
      throw conflict('还没有办结，直接改记录即可', 'It is not finished: change the form itself')
    if (holdsPrivateData(words))
      throw refusal(
        'words',
        '更正是公开的，请删去证件号、手机号、住址或账号',
        'Corrections are public: leave out identity numbers, telephones, addresses and accounts',
      )
    await tx.insert(inspectionCorrections).values({ inspectionId: inspection.id, words, by: account.userId, at: now })
    await recordEvent(tx, {
      kind: 'inspection.corrected',
      subject: `inspection:${inspection.id}`,
      by: viewer,
      at: now,
      after: { no, creditCode, words },
    })
  })
}
