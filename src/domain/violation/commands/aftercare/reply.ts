import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { caseReplies as replies } from '#db/schema/aftercare.ts'
import type { hidingGrounds } from '#db/vocabulary.ts'
import { AftercareRefusal, atField } from '#domain/violation/aftercare-refusal.ts'
import { lockPublished } from '#domain/violation/commands/aftercare/lock.ts'
import { hiddenNamesIn } from '#domain/violation/queries/hidden-names.ts'
import { barToReply, barToReplyStep, type ReplyStep, replyStateAfter } from '#domain/violation/rules/aftercare/reply.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Permission } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/**
 * The firm says something about its case, or says it anew. It stands beside the case once the legal desk finds that the law
 * allows it; a version that stands there already stays until then.
 * @throws DomainError not_allowed; AftercareRefusal
 */
export async function sendReply(
  db: Db,
  viewer: Viewer,
  { caseId, words }: { caseId: number; words: string },
  now: Date,
): Promise<{ version: number }> {
  return db.transaction(async (tx) => {
    const { account } = await lockPublished(tx, viewer, 'case.reply', caseId)
    const before = await tx.select({ state: replies.state }).from(replies).where(eq(replies.caseId, caseId))
    const bar = barToReply(before.map(({ state }) => state))
    if (bar) throw new AftercareRefusal('conflict', bar)
    if ((await hiddenNamesIn(tx, caseId, words)).length > 0) throw atField('words', 'hidden_name')
    const version = before.length + 1
    await tx.insert(replies).values({ caseId, version, words, writtenBy: account.userId, writtenAt: now })
    await recordEvent(tx, {
      kind: 'case_desk.reply_sent',
      subject: `case:${caseId}`,
      by: viewer,
      at: now,
      after: { version, length: words.length },
    })
    return { version }
  })
}

/** The firm takes a version back, whether it waits or stands. @throws DomainError not_allowed; AftercareRefusal */
export async function takeBackReply(db: Db, viewer: Viewer, { id }: { id: number }, now: Date): Promise<void> {
  await stepWithReply(db, viewer, 'take_back', 'case.reply', { id }, now)
}

/** 公布: the law allows it; whether it is right is not asked. @throws DomainError not_allowed; AftercareRefusal */
export async function publishReply(db: Db, viewer: Viewer, { id }: { id: number }, now: Date): Promise<void> {
  await stepWithReply(db, viewer, 'publish', 'case.moderate_reply', { id }, now)
}

export interface ReplyRefusal {
  id: number
  /** That it was refused, and on what ground, is public. */
  ground: (typeof hidingGrounds)[number]
  /** What to change, for the firm. */
  words: string
}

/** 不予公布, on one of the grounds in law. @throws DomainError not_allowed; AftercareRefusal */
export async function refuseReply(db: Db, viewer: Viewer, refusal: ReplyRefusal, now: Date): Promise<void> {
  await stepWithReply(db, viewer, 'refuse', 'case.moderate_reply', refusal, now)
}

const eventKinds = {
  publish: 'case.reply_published',
  refuse: 'case.reply_refused',
  take_back: 'case.reply_taken_back',
} as const

async function stepWithReply(
  db: Db,
  viewer: Viewer,
  step: ReplyStep,
  permission: Permission,
  given: { id: number } & Partial<ReplyRefusal>,
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [reply] = await tx.select().from(replies).where(eq(replies.id, given.id))
    const { found, account } = await lockPublished(tx, viewer, permission, reply?.caseId ?? 0)
    if (!reply) throw new AftercareRefusal('not_found', 'no_such_entry')
    const [locked] = await tx.select({ state: replies.state }).from(replies).where(eq(replies.id, given.id))
    const bar = barToReplyStep(locked?.state ?? reply.state, step)
    if (bar) throw new AftercareRefusal('conflict', bar)
    if (step === 'publish')
      await tx
        .update(replies)
        .set({ state: 'superseded' })
        .where(and(eq(replies.caseId, found.id), eq(replies.state, 'published')))
    const decision =
      step === 'take_back'
        ? { takenBackAt: now }
        : {
            decidedBy: account.userId,
            decidedAt: now,
            ground: given.ground ?? null,
            decisionWords: given.words || null,
          }
    await tx
      .update(replies)
      .set({ state: replyStateAfter(step), ...decision })
      .where(eq(replies.id, reply.id))
    await recordEvent(tx, {
      kind: eventKinds[step],
      subject: `case:${found.id}`,
      by: viewer,
      at: now,
      before: { state: reply.state },
      after: {
        version: reply.version,
        state: replyStateAfter(step),
        creditCode: found.creditCode,
        ...(given.ground ? { ground: given.ground } : {}),
      },
    })
  })
}
