import { and, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { countyReturnSteps, countyReturns } from '#db/schema/assessment.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { lastPlanYear } from '#domain/assessment/queries/plan-year.ts'
import { countReturn } from '#domain/assessment/queries/return-figures.ts'
import { returnDueOn, returnsReadyOn } from '#domain/assessment/rules/returns.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'

/**
 * Lays ready what each county with firms in the register has to report on a day: its figures as the portal counts them. Repeating it
 * does nothing.
 * @returns how many returns are new
 */
export async function prepareReturns(db: Db, now: Date): Promise<number> {
  const lastYear = await lastPlanYear(db, now)
  const regions = await db
    .selectDistinct({ code: enterprises.regionCode })
    .from(enterprises)
    .orderBy(enterprises.regionCode)
  let made = 0
  for (const { kind, period } of returnsReadyOn(cityDate(now), lastYear)) {
    const there = await db
      .select({ regionCode: countyReturns.regionCode })
      .from(countyReturns)
      .where(and(eq(countyReturns.kind, kind), eq(countyReturns.period, period)))
    const known = new Set(there.map(({ regionCode }) => regionCode))
    for (const { code: regionCode } of regions.filter(({ code }) => !known.has(code)))
      await db.transaction(async (transaction) => {
        const tx = transaction as unknown as Db
        const [added] = await tx
          .insert(countyReturns)
          .values({
            ...{ kind, regionCode, period, state: 'prepared' as const },
            dueOn: returnDueOn(kind, period, lastYear),
            figures: await countReturn(tx, kind, period, regionCode),
            preparedAt: now,
            words: {},
            checked: [],
          })
          .onConflictDoNothing()
          .returning({ id: countyReturns.id })
        if (!added) return
        made++
        await tx.insert(countyReturnSteps).values({ returnId: added.id, step: 'prepared', at: now })
        await recordEvent(tx, {
          kind: 'county_return_draft.prepared',
          subject: `county_return:${added.id}`,
          by: 'system',
          at: now,
          after: { kind, period, regionCode },
        })
      })
  }
  return made
}
