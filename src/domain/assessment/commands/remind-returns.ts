import { and, asc, isNull, lte } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { countyReturnSteps, countyReturns } from '#db/schema/assessment.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'

/** So many days before its last day a county is reminded. */
const reminderDays = 3

/**
 * The work of each morning: a return that was not signed yet is reminded of before its day and once its day is over, each once; the
 * mail follows from the event, and what is overdue is public. Repeating it does nothing. @returns how many steps are new
 */
export async function remindReturns(db: Db, now: Date): Promise<number> {
  const today = cityDate(now)
  const open = await db
    .select({
      id: countyReturns.id,
      kind: countyReturns.kind,
      period: countyReturns.period,
      regionCode: countyReturns.regionCode,
      dueOn: countyReturns.dueOn,
    })
    .from(countyReturns)
    .where(and(isNull(countyReturns.firstSignedAt), lte(countyReturns.dueOn, addDays(today, reminderDays))))
    .orderBy(asc(countyReturns.dueOn), asc(countyReturns.id))
  let made = 0
  for (const { id, ...about } of open) {
    const step = about.dueOn < today ? 'overdue' : 'reminded'
    await db.transaction(async (transaction) => {
      const tx = transaction as unknown as Db
      const [first] = await tx
        .insert(countyReturnSteps)
        .values({ returnId: id, step, at: now })
        .onConflictDoNothing()
        .returning({ id: countyReturnSteps.id })
      if (!first) return
      made++
      await recordEvent(tx, {
        kind: step === 'overdue' ? 'county_return.overdue' : 'county_return.reminded',
        subject: `county_return:${id}`,
        by: 'system',
        at: now,
        after: about,
      })
    })
  }
  return made
}
