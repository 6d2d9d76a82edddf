import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { changeReports as reports } from '#db/schema/change.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { type ChangeCorrection, type ChangeReport, changeLimits } from '#domain/change/input.ts'
import { listRules } from '#domain/disclosure/queries/rules.ts'
import { changeDue } from '#domain/disclosure/rules/deadline.ts'
import { getListedOn } from '#domain/listing/queries/list.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/**
 * Makes a firm's report of a change public at once. Its due day follows from the day of the event and the law of that day; a
 * firm that is on no list reports of free will.
 * @returns the report's id
 * @throws DomainError not_found when the expected event is none of the firm's; conflict when it was reported already;
 *   rule_broken when the day is not between 2015 and today
 */
export async function reportChange(
  db: Db,
  viewer: Viewer,
  enterpriseId: number,
  { expectedId, ...report }: ChangeReport,
  now: Date,
): Promise<number> {
  demand(viewer, 'change.report', { enterpriseId })
  checkDay(report.receivedOn, now)
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const due = await dueOf(tx, enterpriseId, report.receivedOn)
    const values = { ...valuesOf(report), ...due, state: 'published' as const, publishedAt: now }
    const id = expectedId
      ? await fillExpected(tx, enterpriseId, expectedId, values)
      : await insertReport(tx, { ...values, enterpriseId, createdAt: now })
    await recordEvent(tx, {
      kind: 'change.published',
      subject: `change:${id}`,
      by: viewer,
      at: now,
      after: {
        creditCode: await creditCodeOf(tx, enterpriseId),
        kind: report.kind,
        receivedOn: report.receivedOn,
        ...due,
      },
    })
    return id
  })
}

/**
 * Publishes a correction: a new version with its reason. The version before stays readable, superseded; whether the report came
 * in time stays with the first.
 * @throws DomainError not_found; conflict when the version is no longer in force; rule_broken as above
 */
export async function correctChange(
  db: Db,
  viewer: Viewer,
  enterpriseId: number,
  { id, reason, ...report }: ChangeCorrection,
  now: Date,
): Promise<number> {
  demand(viewer, 'change.report', { enterpriseId })
  checkDay(report.receivedOn, now)
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const before = await lockReport(tx, enterpriseId, id)
    if (before.state !== 'published') {
      throw new DomainError('conflict', '这一版已被更正，请刷新 / This version has been corrected meanwhile; reload')
    }
    await tx.update(reports).set({ state: 'superseded' }).where(eq(reports.id, id))
    const due = await dueOf(tx, enterpriseId, report.receivedOn)
    const corrected = await insertReport(tx, {
      ...valuesOf(report),
      ...due,
      enterpriseId,
      state: 'published',
      version: before.version + 1,
      supersedesId: id,
      correctionReason: reason,
      caseId: before.caseId,
      publishedAt: now,
      createdAt: now,
    })
    await recordEvent(tx, {
      kind: 'change.corrected',
      subject: `change:${corrected}`,
      by: viewer,
      at: now,
      before: { changeId: id, version: before.version },
      after: { creditCode: await creditCodeOf(tx, enterpriseId), changeId: corrected, version: before.version + 1 },
      reason,
    })
    return corrected
  })
}

function checkDay(receivedOn: string, now: Date): void {
  const today = cityDate(now)
  const first = `${changeLimits.firstYear}-01-01`
  if (receivedOn >= first && receivedOn <= today) return
  const message = `日期须在 ${first} 到今天 ${today} 之间 / The day must be from ${first} to today, ${today}`
  throw new DomainError('rule_broken', message, [{ field: 'receivedOn', message }])
}

/** By when the firm must report what happened on a day, and by whose rule; empty where it need not. */
export async function dueOf(tx: Db, enterpriseId: number, receivedOn: string) {
  const listedOn = await getListedOn(tx, enterpriseId, receivedOn)
  const due = listedOn && changeDue(await listRules(tx), receivedOn, listedOn)
  return due || { dueOn: null, ruleSet: null }
}

const valuesOf = (report: Omit<ChangeReport, 'expectedId'>) => ({
  ...report,
  documentNo: report.documentNo || null,
  authority: report.authority || null,
})

async function fillExpected(tx: Db, enterpriseId: number, id: number, values: Partial<typeof reports.$inferInsert>) {
  const expected = await lockReport(tx, enterpriseId, id)
  if (expected.state !== 'expected')
    throw new DomainError('conflict', '这一事项已经公开 / This has been reported already')
  await tx.update(reports).set(values).where(eq(reports.id, id))
  return id
}

async function insertReport(tx: Db, values: typeof reports.$inferInsert): Promise<number> {
  const [made] = await tx.insert(reports).values(values).returning({ id: reports.id })
  return (made as { id: number }).id
}

async function lockReport(tx: Db, enterpriseId: number, id: number) {
  const [found] = await tx
    .select({ state: reports.state, version: reports.version, caseId: reports.caseId })
    .from(reports)
    .where(and(eq(reports.id, id), eq(reports.enterpriseId, enterpriseId)))
    .for('update')
  if (!found) throw new DomainError('not_found', '没有这一事项 / There is no such report')
  return found
}

async function creditCodeOf(tx: Db, enterpriseId: number) {
  const [firm] = await tx
    .select({ creditCode: enterprises.creditCode })
    .from(enterprises)
    .where(eq(enterprises.id, enterpriseId))
  return firm?.creditCode
}
