import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises, outlets } from '#db/schema/enterprise.ts'
import { readingMarks as marks } from '#db/schema/reading-day.ts'
import { factors } from '#db/schema/standard.ts'
import { lookAgain } from '#domain/monitoring/commands/rates/look-again.ts'
import type { MarkMaking, MarkWithdrawing } from '#domain/monitoring/input/marks.ts'
import { mediumOfOutlet } from '#domain/monitoring/queries/live/city.ts'
import { firstMarkable, type MarkProblem, markProblem } from '#domain/monitoring/rules/rates/mark.ts'
import { DomainError, type DomainErrorCode } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

export type MarkRefusalCode =
  | MarkProblem
  | 'no_such_outlet'
  | 'no_such_factor'
  | 'overlaps'
  | 'no_such_mark'
  | 'withdrawn'

/** What is refused of a mark; the action puts it into words (i18n/messages/marks.ts). */
export class MarkRefusal extends DomainError {
  override name = 'MarkRefusal'
  readonly refusal: MarkRefusalCode
  /** Of a mark that is in the way. */
  readonly other: { fromAt: Date; toAt: Date } | undefined

  constructor(code: DomainErrorCode, refusal: MarkRefusalCode, other?: { fromAt: Date; toAt: Date }) {
    super(code, refusal)
    this.refusal = refusal
    this.other = other
  }
}

/**
 * 标记: a firm says of whole hours of one of its outlets what was the matter. The values stay as they came; the hours are not judged
 * any more, and their days are closed again. Only as long as the days may be corrected, and never two marks on one hour.
 * @returns the mark's id. @throws MarkRefusal
 */
export async function markPeriod(
  db: Db,
  viewer: Viewer,
  enterpriseId: number,
  { outletId, factor, from, to, kind, words }: MarkMaking,
  now: Date,
): Promise<number> {
  const { userId } = demandAccount(viewer, 'reading.mark', { enterpriseId })
  const wrong = markProblem({ from, to }, now)
  if (wrong) throw new MarkRefusal('rule_broken', wrong)
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const outlet = await lockOutlet(tx, enterpriseId, outletId)
    if (factor !== null && !(await isOfMedium(tx, factor, mediumOfOutlet(outlet.kind))))
      throw new MarkRefusal('rule_broken', 'no_such_factor')
    const [other] = await tx
      .select({ fromAt: marks.fromAt, toAt: marks.toAt })
      .from(marks)
      .where(
        and(
          eq(marks.outletId, outletId),
          sql`${marks.factorCode} is not distinct from ${factor}`,
          lt(marks.fromAt, to),
          gt(marks.toAt, from),
          isNull(marks.withdrawnAt),
        ),
      )
    if (other) throw new MarkRefusal('conflict', 'overlaps', other)
    const [made] = await tx
      .insert(marks)
      .values({ outletId, factorCode: factor, fromAt: from, toAt: to, kind, words, markedBy: userId, markedAt: now })
      .returning({ id: marks.id })
    const id = made?.id as number
    await lookAgain(tx, outletId, from, to)
    await recordEvent(tx, {
      kind: 'readings.marked',
      subject: `reading_mark:${id}`,
      by: viewer,
      at: now,
      after: { creditCode: outlet.creditCode, outlet: outlet.code, factor, from, to, kind },
      reason: words,
    })
    return id
  })
}

/** Takes a mark back while its hours may be corrected; it stays to be seen, with the words for it. @throws MarkRefusal */
export async function withdrawMark(
  db: Db,
  viewer: Viewer,
  enterpriseId: number,
  { id, words }: MarkWithdrawing,
  now: Date,
): Promise<void> {
  const { userId } = demandAccount(viewer, 'reading.mark', { enterpriseId })
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const [mark] = await tx
      .select({
        outletId: marks.outletId,
        fromAt: marks.fromAt,
        toAt: marks.toAt,
        withdrawnAt: marks.withdrawnAt,
        code: outlets.code,
        creditCode: enterprises.creditCode,
      })
      .from(marks)
      .innerJoin(outlets, eq(outlets.id, marks.outletId))
      .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
      .where(and(eq(marks.id, id), eq(outlets.enterpriseId, enterpriseId)))
      .for('update', { of: marks })
    if (!mark) throw new MarkRefusal('not_found', 'no_such_mark')
    if (mark.withdrawnAt) throw new MarkRefusal('conflict', 'withdrawn')
    if (mark.fromAt < firstMarkable(now)) throw new MarkRefusal('rule_broken', 'too_late')
    await tx.update(marks).set({ withdrawnAt: now, withdrawnBy: userId, withdrawnWords: words }).where(eq(marks.id, id))
    await lookAgain(tx, mark.outletId, mark.fromAt, mark.toAt)
    await recordEvent(tx, {
      kind: 'readings.mark_withdrawn',
      subject: `reading_mark:${id}`,
      by: viewer,
      at: now,
      after: { creditCode: mark.creditCode, outlet: mark.code },
      reason: words,
    })
  })
}

async function lockOutlet(tx: Db, enterpriseId: number, outletId: number) {
  const [outlet] = await tx
    .select({ kind: outlets.kind, code: outlets.code, creditCode: enterprises.creditCode })
    .from(outlets)
    .innerJoin(enterprises, eq(enterprises.id, outlets.enterpriseId))
    .where(and(eq(outlets.id, outletId), eq(outlets.enterpriseId, enterpriseId)))
    .for('update', { of: outlets })
  if (!outlet) throw new MarkRefusal('not_found', 'no_such_outlet')
  return outlet
}

async function isOfMedium(tx: Db, code: string, medium: 'water' | 'air'): Promise<boolean> {
  const found = await tx
    .select({ code: factors.code })
    .from(factors)
    .where(and(eq(factors.code, code), eq(factors.medium, medium)))
  return found.length > 0
}
