import { createHash } from 'node:crypto'
import { and, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { scoreMonths } from '#db/schema/assessment.ts'
import { dayClosings } from '#db/schema/reading-day.ts'
import { computeMonth } from '#domain/assessment/queries/scores.ts'
import { firstMonth, fixedOn } from '#domain/assessment/rules/formula.ts'
import { lastDay, monthAfter, monthBefore, monthOf, monthsUntil } from '#domain/assessment/rules/month.ts'
import { canonicalJson } from '#platform/canonical-json.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'
import { conflict, refusePersonalData } from '#platform/refuse.ts'

const mostMonths = 24

/**
 * Fixes the scores of each month whose day for it has come, when the days of its devices are confirmed, at the latest at the end of the
 * next month: what changes afterwards changes no score. Repeating it does nothing. @returns the months that were fixed now
 */
export async function fixDueScores(db: Db, now: Date): Promise<string[]> {
  const today = cityDate(now)
  const newest = monthBefore(monthOf(today))
  const there = await db.selectDistinct({ month: scoreMonths.month }).from(scoreMonths)
  const known = new Set(there.map(({ month }) => month))
  const due = monthsUntil(newest, mostMonths).filter(
    (month) => month >= firstMonth && !known.has(month) && fixedOn(month) <= today,
  )
  const confirmed = await confirmedMonths(db, due)
  const ready = due.filter((month) => confirmed.has(month) || lastDay(monthAfter(month)) <= today)
  for (const month of ready) await fix(db, month, 1, { by: 'system', reason: null }, now)
  return ready
}

/** The months whose last day of devices nobody corrects any more. */
async function confirmedMonths(db: Db, months: readonly string[]): Promise<Set<string>> {
  const days = months.map(lastDay)
  const rows = await db
    .select({ day: dayClosings.day })
    .from(dayClosings)
    .where(and(inArray(dayClosings.day, days), isNotNull(dayClosings.confirmedAt)))
  return new Set(rows.map(({ day }) => monthOf(day)))
}

/**
 * Computes a fixed month again from the rows of now, for a reason that stays in public; the scores before it stay readable.
 * @throws DomainError not_allowed; conflict when the month is not fixed yet
 */
export async function refixScores(
  db: Db,
  viewer: Viewer,
  { month, reason }: { month: string; reason: string },
  now: Date,
): Promise<void> {
  demandAccount(viewer, 'assessment.fix_scores')
  refusePersonalData({ reason })
  const [last] = await db
    .select({ version: scoreMonths.version })
    .from(scoreMonths)
    .where(eq(scoreMonths.month, month))
    .orderBy(desc(scoreMonths.version))
    .limit(1)
  if (!last)
    throw conflict(
      `${month} 的得分还没有确定`,
      `The scores of ${month} are not fixed yet: they follow their rows anyway`,
    )
  await fix(db, month, last.version + 1, { by: viewer, reason }, now)
}

async function fix(
  db: Db,
  month: string,
  version: number,
  { by, reason }: { by: Viewer | 'system'; reason: string | null },
  now: Date,
) {
  const { formula, rows, scores } = await computeMonth(db, month, now)
  const text = canonicalJson(rows)
  await db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    const sha256 = createHash('sha256').update(text).digest('hex')
    const fixedBy = by === 'system' || by.role === 'visitor' ? null : by.userId
    const [added] = await tx
      .insert(scoreMonths)
      .values({
        ...{ month, version, formula: formula.version, rows: text, scores: canonicalJson(scores) },
        ...{ sha256, fixedAt: now, fixedBy, reason },
      })
      .onConflictDoNothing()
      .returning({ month: scoreMonths.month })
    if (!added) {
      if (by === 'system') return
      throw conflict('刚刚已有人重新确定过', 'Somebody fixed it again just now')
    }
    await recordEvent(tx, {
      kind: 'county_scores.fixed',
      subject: `county_scores:${month}`,
      by,
      at: now,
      after: { version, formula: formula.version, sha256 },
      reason: reason ?? undefined,
    })
  })
}
