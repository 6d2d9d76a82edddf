import { and, asc, eq, notInArray } from 'drizzle-orm'
import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { closureFiles, closureForms, closures } from '#db/schema/closure.ts'
import { problemHistory, problems } from '#db/schema/rectification.ts'
import { closureInHand, takeStep } from '#domain/rectification/commands/closure/in-hand.ts'
import { type ClosureFile, writeFiles, writeSignature } from '#domain/rectification/commands/closure/sign.ts'
import { lockProblem, type ProblemInHand } from '#domain/rectification/commands/lock.ts'
import type { closureRequest, closureReview } from '#domain/rectification/input.ts'
import { noSuchProblem } from '#domain/rectification/refuse.ts'
import { refusePersonalData } from '#domain/rectification/rules/public-words.ts'
import { closureTermsOn } from '#domain/rectification/rules/terms.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import type { Account, Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusal } from '#platform/refuse.ts'

/**
 * 填表: one of the firm fills the closure form for one or several of its problems. It goes to the county when a second person of the
 * firm has reviewed it.
 * @throws DomainError not_allowed; not_found; conflict while one is on its way; rule_broken at the field
 */
export async function requestClosure(
  db: Db,
  viewer: Viewer,
  given: z.output<typeof closureRequest> & { files: readonly ClosureFile[] },
  now: Date,
): Promise<{ formId: number }> {
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const held: ProblemInHand[] = []
    let account: Account | undefined
    for (const no of [...new Set(given.nos)].sort()) {
      const { problem, ...locked } = await lockProblem(tx, no, viewer, 'closure.request')
      account = locked.account
      held.push(problem)
    }
    const [first] = held
    if (!account || !first) throw refusal('nos', '请至少选择一个问题', 'Choose at least one problem')
    const today = cityDate(now)
    for (const problem of held) await refuseUnfit(tx, problem, given, today)
    for (const field of ['measures', 'completion'] as const) refusePersonalData(field, given[field])
    const [form] = await tx
      .insert(closureForms)
      .values({
        ...{ enterpriseId: first.enterpriseId, measures: given.measures, completion: given.completion },
        ...{ completedOn: given.completedOn, filledAt: now },
      })
      .returning()
    const filled = form as typeof closureForms.$inferSelect
    await writeFiles(tx, filled.id, null, given.files, now)
    const names = [account.name]
    const signature = { role: 'filler', opinion: 'agreed', by: account.userId, names, signedOn: today } as const
    for (const problem of held) {
      const [closure] = await tx
        .insert(closures)
        .values({ formId: filled.id, problemId: problem.id, changedAt: now })
        .returning({ id: closures.id })
      const { id: closureId } = closure as { id: number }
      const { files } = given
      await writeSignature(tx, { problem, closureId, form: filled, signature, words: null, files, before: [], now })
    }
    await recordEvent(tx, {
      kind: 'problem.filled',
      subject: `problem:${first.no}`,
      by: viewer,
      at: now,
      after: { formId: filled.id, nos: held.map(({ no }) => no), creditCode: first.creditCode },
    })
    return { formId: filled.id }
  })
}

async function refuseUnfit(
  tx: Db,
  problem: ProblemInHand,
  given: z.output<typeof closureRequest> & { files: readonly ClosureFile[] },
  today: string,
): Promise<void> {
  const { no, state, kind, foundOn } = problem
  if (state !== 'found' && state !== 'rectifying')
    throw conflict(`问题 ${no} 已在销号或已销号`, `Problem ${no} is being closed or is closed already`)
  const underWay = await tx.$count(
    closures,
    and(eq(closures.problemId, problem.id), notInArray(closures.state, ['refused', 'withdrawn'])),
  )
  if (underWay > 0)
    throw conflict(
      `问题 ${no} 已有一份销号表等待本单位审核`,
      `A closure form for problem ${no} waits for its review in the firm`,
    )
  if (given.completedOn < foundOn || given.completedOn > today)
    throw refusal(
      'completedOn',
      `整治完成日期应在 ${foundOn}（发现问题 ${no}）与今天 ${today} 之间，填写的是 ${given.completedOn}`,
      `The day of completion lies between ${foundOn} (problem ${no} was found) and today, ${today}; ${given.completedOn} was given`,
    )
  const has = (one: ClosureFile['kind']) => given.files.some((file) => file.kind === one)
  if (!has('before')) throw refusal('before', '请附整改前的照片', 'Add a photo from before')
  if (!has('after')) throw refusal('after', '请附整改后的照片', 'Add a photo from after')
  const isMeasured = closureTermsOn(today).reportNeededFor.value.includes(kind)
  if (isMeasured && (!has('report') || given.reportNo === ''))
    throw refusal(
      given.reportNo === '' ? 'reportNo' : 'report',
      `问题 ${no} 的销号须附监测报告及其编号`,
      `To close problem ${no} a monitoring report with its number is needed`,
    )
}

/**
 * 企业审核: a second person of the firm sends the form to the county, or gives it back to who filled it.
 * @throws DomainError not_allowed; not_found; conflict for who filled it, or when it was reviewed
 */
export async function reviewClosure(
  db: Db,
  viewer: Viewer,
  { formId, opinion, words }: z.output<typeof closureReview>,
  now: Date,
): Promise<void> {
  await forEachOf(db, viewer, formId, async (tx, problem, account) => {
    const held = await closureInHand(tx, problem, viewer)
    const [role, by, names] = ['reviewer' as const, account.userId, [account.name]]
    const signature = { role, opinion, by, names, signedOn: cityDate(now) }
    if (opinion === 'refused' && words === '') throw refusal('words', '请写明退回的原因', 'Say why it goes back')
    refusePersonalData('words', words)
    await takeStep(tx, problem, held, { kind: 'sign', signature }, now)
    const files = await filesOf(tx, formId)
    const { closure, form, signatures: before } = held
    await writeSignature(tx, {
      problem,
      closureId: closure.id,
      form,
      signature,
      words: words || null,
      files,
      before,
      now,
    })
    if (opinion === 'agreed')
      await tx
        .insert(problemHistory)
        .values({ problemId: problem.id, step: 'requested', closureId: closure.id, by: account.userId, at: now })
    await recordEvent(tx, {
      kind: opinion === 'agreed' ? 'problem.requested' : 'problem.withdrawn',
      subject: `problem:${problem.no}`,
      by: viewer,
      at: now,
      before: { state: problem.state },
      after: { formId, creditCode: problem.creditCode, words: words || null },
    })
  })
}

/** 撤回: the firm takes back what has not gone to the county yet. @throws DomainError not_allowed; not_found; conflict */
export async function withdrawClosure(db: Db, viewer: Viewer, formId: number, now: Date): Promise<void> {
  await forEachOf(db, viewer, formId, async (tx, problem) => {
    await takeStep(tx, problem, await closureInHand(tx, problem, viewer), { kind: 'withdraw' }, now)
    await recordEvent(tx, {
      kind: 'problem.withdrawn',
      subject: `problem:${problem.no}`,
      by: viewer,
      at: now,
      after: { formId, creditCode: problem.creditCode },
    })
  })
}

/** The problems of a form that waits in the firm, one after the other, in one transaction. */
async function forEachOf(
  db: Db,
  viewer: Viewer,
  formId: number,
  work: (tx: Db, problem: ProblemInHand, account: Account) => Promise<void>,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const rows = await tx
      .select({ no: problems.no })
      .from(closures)
      .innerJoin(problems, eq(problems.id, closures.problemId))
      .where(eq(closures.formId, formId))
      .orderBy(asc(problems.no))
    if (rows.length === 0) {
      await lockProblem(tx, '', viewer, 'closure.request')
      throw noSuchProblem()
    }
    for (const { no } of rows) {
      const { problem, account } = await lockProblem(tx, no, viewer, 'closure.request')
      await work(tx, problem, account)
    }
  })
}

export const filesOf = (tx: Db, formId: number) =>
  tx.select().from(closureFiles).where(eq(closureFiles.formId, formId)).orderBy(asc(closureFiles.id))
