import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { problemHistory } from '#db/schema/rectification.ts'
import { closureInHand, takeStep } from '#domain/rectification/commands/closure/in-hand.ts'
import { type ClosureFile, writeFiles, writeSignature } from '#domain/rectification/commands/closure/sign.ts'
import { lockProblem } from '#domain/rectification/commands/lock.ts'
import type { closureOpinion } from '#domain/rectification/input.ts'
import { refusePersonalData } from '#domain/rectification/rules/public-words.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { refusal } from '#platform/refuse.ts'

type Opinion = z.output<typeof closureOpinion> & { files: readonly ClosureFile[] }

/** 县市区现场核查意见: agreed, it goes to the city; refused, back to the firm with the reasons. See `opine`. */
export const opineCounty = (db: Db, viewer: Viewer, given: Opinion, now: Date) =>
  opine(db, viewer, 'county', given, now)

/** 市州核查意见: agreed, the public window opens; refused, back to the firm with the reasons. See `opine`. */
export const opineCity = (db: Db, viewer: Viewer, given: Opinion, now: Date) => opine(db, viewer, 'city', given, now)

/**
 * @throws DomainError not_allowed; not_found; conflict out of turn, for who signed before, or while the problem's case is open;
 *   rule_broken at the field: days out of order, too few checkers or the same ones
 */
async function opine(db: Db, viewer: Viewer, role: 'county' | 'city', given: Opinion, now: Date): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { problem, account } = await lockProblem(tx, given.no, viewer, `closure.opine_${role}`)
    const held = await closureInHand(tx, problem, viewer)
    const { opinion, names, signedOn, words } = given
    const signature = { role, opinion, by: account.userId, names, signedOn } as const
    const after = await takeStep(tx, problem, held, { kind: 'sign', signature }, now)
    if (opinion === 'agreed' && role === 'county' && given.files.length === 0)
      throw refusal('photos', '请附现场核查的照片', 'Add a photo of the check on the spot')
    refusePersonalData('words', words)
    const { closure, form, signatures: before } = held
    const files = given.files.map((file) => ({ ...file, kind: `${role}_site` as const }))
    await writeFiles(tx, form.id, closure.id, files, now)
    await writeSignature(tx, { problem, closureId: closure.id, form, signature, words, files, before, now })
    const step = `${role}_${opinion}` as const
    await tx
      .insert(problemHistory)
      .values({ problemId: problem.id, step, words, closureId: closure.id, by: account.userId, at: now })
    await recordEvent(tx, {
      kind: `problem.${step}`,
      subject: `problem:${problem.no}`,
      by: viewer,
      at: now,
      before: { state: problem.state },
      after: { ...{ state: after.state, window: after.window, signedOn }, creditCode: problem.creditCode, words },
    })
  })
}
