import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { caseAppeals as appeals } from '#db/schema/aftercare.ts'
import type { appealKinds } from '#db/vocabulary.ts'
import { AftercareRefusal, atField } from '#domain/violation/aftercare-refusal.ts'
import { lockPublished } from '#domain/violation/commands/aftercare/lock.ts'
import { type AppealResult, barToAppealDay, withdrawBy } from '#domain/violation/rules/aftercare/appeal.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

export interface NewAppeal {
  caseId: number
  kind: (typeof appealKinds)[number]
  /** 复议机关 or 受理法院. */
  body: string
  filedOn: string
  documentNo: string
}

/** That the decision is under appeal, from a document. @throws DomainError not_allowed; AftercareRefusal */
export async function enterAppeal(db: Db, viewer: Viewer, appeal: NewAppeal, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const { found, account } = await lockPublished(tx, viewer, 'case.enter_appeal', appeal.caseId)
    const bar = barToAppealDay(appeal, found.decidedOn, cityDate(now))
    if (bar) throw atField('filedOn', bar)
    await tx.insert(appeals).values({ ...appeal, enteredBy: account.userId, enteredAt: now })
    await recordEvent(tx, {
      kind: 'case.appeal_entered',
      subject: `case:${found.id}`,
      by: viewer,
      at: now,
      after: { kind: appeal.kind, filedOn: appeal.filedOn, creditCode: found.creditCode },
    })
  })
}

export interface AppealOutcome {
  id: number
  result: AppealResult
  decidedOn: string
  documentNo: string
}

/**
 * How an appeal ended. Where the decision fell, the record must be off the board within three days: the day from which that
 * counts is kept, and a record still standing on the last one is taken down by the clock (expire.ts).
 * @throws DomainError not_allowed; AftercareRefusal
 */
export async function enterResult(db: Db, viewer: Viewer, outcome: AppealOutcome, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const [appeal] = await tx.select().from(appeals).where(eq(appeals.id, outcome.id)).for('update')
    const { found, account } = await lockPublished(tx, viewer, 'case.enter_appeal', appeal?.caseId ?? 0)
    if (!appeal) throw new AftercareRefusal('not_found', 'no_such_entry')
    if (appeal.result) throw new AftercareRefusal('conflict', 'decided_already')
    const { result, decidedOn, documentNo } = outcome
    const bar = barToAppealDay({ filedOn: appeal.filedOn, decidedOn }, found.decidedOn, cityDate(now))
    if (bar) throw atField('decidedOn', bar)
    await tx
      .update(appeals)
      .set({
        result,
        decidedOn,
        resultDocumentNo: documentNo,
        resultEnteredBy: account.userId,
        resultEnteredAt: now,
        withdrawBy: withdrawBy(result, decidedOn),
      })
      .where(eq(appeals.id, appeal.id))
    await recordEvent(tx, {
      kind: 'case.appeal_decided',
      subject: `case:${found.id}`,
      by: viewer,
      at: now,
      after: { kind: appeal.kind, result, decidedOn, creditCode: found.creditCode },
    })
  })
}
