import { eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { readingMonthSigns as signs } from '#db/schema/reading-day.ts'
import { readMonthShapes } from '#domain/monitoring/queries/rates/month-shapes.ts'
import { signRuleOn } from '#domain/monitoring/rules/online-rules.ts'
import { signsOf } from '#domain/monitoring/rules/rates/signs.ts'

/** Looks through a month (its first day) for what is worth an inspection, and writes what it finds in place of what it found before. */
export async function findSigns(db: Db, month: string, now: Date): Promise<number> {
  const rule = signRuleOn(month)
  return db.transaction(async (transaction) => {
    const tx = transaction as unknown as Db
    // A month of a large city has millions of quarters to compare: longer than a page's query may take.
    await tx.execute(sql`set local statement_timeout = '5min'`)
    const found = (await readMonthShapes(tx, month)).flatMap(({ outletId, factorNo, otherOutletId, shape }) =>
      signsOf(shape, rule).map(({ sign, figures }) => ({
        month,
        outletId,
        factorNo,
        sign,
        figures,
        otherOutletId: sign === 'copied' ? otherOutletId : null,
        foundAt: now,
      })),
    )
    await tx.delete(signs).where(eq(signs.month, month))
    for (let start = 0; start < found.length; start += 5000)
      await tx.insert(signs).values(found.slice(start, start + 5000))
    return found.length
  })
}
