import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { quarterlyEntries as entries, quarterlyLists as lists } from '#db/schema/publication.ts'
import { listMonitored } from '#domain/quarterly/queries/monitored.ts'
import {
  criteriaOn,
  daysOf,
  dueQuarter,
  multipleOf,
  type Quarter,
  quarterName,
  reasonsOf,
} from '#domain/quarterly/rules.ts'
import { cityDate } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demand, demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/** Makes the draft of the newest quarter whose list is due, unless there is one. Run daily. @returns whether it was made */
export async function makeDueList(db: Db, now: Date): Promise<boolean> {
  const quarter = dueQuarter(cityDate(now))
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    await lock(tx, quarter)
    if (await find(tx, quarter)) return false
    await make(tx, quarter, 'system', now)
    return true
  })
}

/**
 * Makes the draft anew from what monitoring says now: results may have come late or been corrected. What was struck has to be
 * struck again. @throws DomainError conflict when it is public
 */
export async function remakeList(db: Db, viewer: Viewer, quarter: Quarter, now: Date): Promise<void> {
  demand(viewer, 'quarterly.publish')
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    await lock(tx, quarter)
    await findDraft(tx, quarter)
    await tx.delete(entries).where(and(eq(entries.year, quarter.year), eq(entries.quarter, quarter.quarter)))
    await tx.delete(lists).where(ofQuarter(quarter))
    await make(tx, quarter, viewer, now)
  })
}

async function make(tx: Db, quarter: Quarter, by: Viewer | 'system', now: Date) {
  const days = daysOf(quarter)
  const criteria = criteriaOn(days.toOn)
  if (!criteria)
    throw new DomainError('rule_broken', '这个季度还没有认定标准 / There was no definition in that quarter yet')
  const monitored = await listMonitored(tx, days)
  const found = monitored.flatMap((row) => {
    const reasons = reasonsOf(row, criteria)
    return reasons.length > 0 ? [{ ...row, ...quarter, reasons, multiple: multipleOf(row) }] : []
  })
  const { share, leastJudged, heavyMetalMultiple, otherMultiple, basis } = criteria
  await tx.insert(lists).values({
    ...quarter,
    criteria: { share, leastJudged, heavyMetalMultiple, otherMultiple, basis },
    judgedOutlets: new Set(monitored.map(({ outletId }) => outletId)).size,
    madeAt: now,
  })
  if (found.length > 0) await tx.insert(entries).values(found)
  await recordEvent(tx, {
    kind: 'quarterly_draft.made',
    subject: `quarterly_list:${quarterName(quarter)}`,
    by,
    at: now,
    after: { entries: found.length, outlets: new Set(found.map(({ outletId }) => outletId)).size },
  })
}

/** Takes a row off the draft, with the reason that stays on record. @throws DomainError not_found; conflict */
export async function strikeEntry(
  db: Db,
  viewer: Viewer,
  { id, reason, ...quarter }: Quarter & { id: number; reason: string },
  now: Date,
): Promise<void> {
  const account = demandAccount(viewer, 'quarterly.publish')
  await setStruck(db, viewer, quarter, id, { struckReason: reason, struckBy: account.userId, struckAt: now }, now)
}

/** Puts a struck row back on the draft. */
export async function restoreEntry(
  db: Db,
  viewer: Viewer,
  { id, ...quarter }: Quarter & { id: number },
  now: Date,
): Promise<void> {
  demand(viewer, 'quarterly.publish')
  await setStruck(db, viewer, quarter, id, { struckReason: null, struckBy: null, struckAt: null }, now)
}

async function setStruck(
  db: Db,
  viewer: Viewer,
  quarter: Quarter,
  id: number,
  struck: { struckReason: string | null; struckBy: string | null; struckAt: Date | null },
  now: Date,
) {
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    await lock(tx, quarter)
    await findDraft(tx, quarter)
    const changed = await tx
      .update(entries)
      .set(struck)
      .where(and(eq(entries.id, id), eq(entries.year, quarter.year), eq(entries.quarter, quarter.quarter)))
      .returning({ id: entries.id })
    if (changed.length === 0) throw new DomainError('not_found', '名单里没有这一行 / The list has no such row')
    await recordEvent(tx, {
      kind: struck.struckAt ? 'quarterly_draft.struck' : 'quarterly_draft.restored',
      subject: `quarterly_list:${quarterName(quarter)}`,
      by: viewer,
      at: now,
      after: { entry: id },
      reason: struck.struckReason ?? undefined,
    })
  })
}

/** Publishes the list as it stands; from then on it is frozen. @throws DomainError not_found; conflict */
export async function publishList(db: Db, viewer: Viewer, quarter: Quarter, now: Date): Promise<void> {
  const account = demandAccount(viewer, 'quarterly.publish')
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    await lock(tx, quarter)
    await findDraft(tx, quarter)
    await tx.update(lists).set({ publishedAt: now, publishedBy: account.userId }).where(ofQuarter(quarter))
    await recordEvent(tx, {
      kind: 'quarterly_list.published',
      subject: `quarterly_list:${quarterName(quarter)}`,
      by: viewer,
      at: now,
    })
  })
}

const ofQuarter = ({ year, quarter }: Quarter) => and(eq(lists.year, year), eq(lists.quarter, quarter))

/** One at a time for each quarter: the list may not be there yet, so that no row could be locked. */
const lock = (tx: Db, { year, quarter }: Quarter) =>
  tx.execute(sql`select pg_advisory_xact_lock(43090020, ${year * 10 + quarter}::int)`)

const find = async (tx: Db, quarter: Quarter) =>
  (await tx.select({ publishedAt: lists.publishedAt }).from(lists).where(ofQuarter(quarter)))[0]

async function findDraft(tx: Db, quarter: Quarter) {
  const found = await find(tx, quarter)
  if (!found) throw new DomainError('not_found', '没有这个季度的名单 / There is no list of that quarter')
  if (found.publishedAt) {
    throw new DomainError('conflict', '名单已经公布，不能再改 / The list is published and stays as it is')
  }
}
