import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { filingState } from '#domain/disclosure/rules/deadline.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError, type FieldProblem } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

export interface Refusal {
  creditCode: string
  year: number
  refusedOn: string
  /** What it rests on: the order to disclose and how it was served. */
  basis: string
}

/**
 * Records 拒不公开: that a firm which was ordered to disclose still does not. The public sees it with its day and basis.
 * @throws DomainError not_found; conflict when it has published, is not overdue or is on record as refusing; rule_broken when
 *   the day is not between the due day and today
 */
export async function recordRefusal(db: Db, viewer: Viewer, refusal: Refusal, now: Date): Promise<void> {
  const { creditCode, year, refusedOn, basis } = refusal
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const obligation = await lockObligation(tx, viewer, creditCode, year)
    const state = filingState(obligation, now)
    if (state === 'refused') throw new DomainError('conflict', '已记录为拒不公开 / It is on record as refusing already')
    if (state !== 'overdue') throw new DomainError('conflict', '该单位没有逾期未公开 / This disclosure is not overdue')
    const today = cityDate(now)
    if (refusedOn <= obligation.dueOn || refusedOn > today) {
      const message = `日期须在期限 ${obligation.dueOn} 之后、今天 ${today} 之前（含今天） / The day must come after the due day ${obligation.dueOn} and not after today, ${today}`
      throw new DomainError('rule_broken', message, [{ field: 'refusedOn', message } satisfies FieldProblem])
    }
    await tx.update(obligations).set({ refusedOn, refusalBasis: basis }).where(thisOne(obligation.enterpriseId, year))
    await recordEvent(tx, {
      kind: 'disclosure.refused',
      subject: `enterprise:${creditCode}`,
      by: viewer,
      at: now,
      after: { creditCode, year, refusedOn },
      reason: basis,
    })
  })
}

/** Takes the record of a refusal back, with the reason. @throws DomainError not_found; conflict when there is none */
export async function revokeRefusal(
  db: Db,
  viewer: Viewer,
  { creditCode, year, reason }: { creditCode: string; year: number; reason: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const { enterpriseId, refusedOn, refusalBasis } = await lockObligation(tx, viewer, creditCode, year)
    if (refusedOn === null) throw new DomainError('conflict', '没有拒不公开的记录 / There is no refusal on record')
    await tx.update(obligations).set({ refusedOn: null, refusalBasis: null }).where(thisOne(enterpriseId, year))
    await recordEvent(tx, {
      kind: 'disclosure.refusal_revoked',
      subject: `enterprise:${creditCode}`,
      by: viewer,
      at: now,
      before: { creditCode, year, refusedOn, refusalBasis },
      reason,
    })
  })
}

const thisOne = (enterpriseId: number, year: number) =>
  and(eq(obligations.enterpriseId, enterpriseId), eq(obligations.year, year))

/** The obligation, held, of a firm in the viewer's reach; one out of reach is as if it were not there. */
async function lockObligation(tx: Db, viewer: Viewer, creditCode: string, year: number) {
  const [found] = await tx
    .select({
      enterpriseId: obligations.enterpriseId,
      regionCode: enterprises.regionCode,
      dueOn: obligations.dueOn,
      publishedAt: obligations.publishedAt,
      refusedOn: obligations.refusedOn,
      refusalBasis: obligations.refusalBasis,
    })
    .from(obligations)
    .innerJoin(enterprises, eq(enterprises.id, obligations.enterpriseId))
    .where(and(eq(enterprises.creditCode, creditCode), eq(obligations.year, year)))
    .for('update', { of: obligations })
  demand(viewer, 'disclosure.record_refusal', { regionCode: found?.regionCode ?? null })
  if (!found) throw new DomainError('not_found', '该单位没有这一年度的公开义务 / Nothing was due for that year')
  return found
}
