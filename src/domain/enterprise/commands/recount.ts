import { eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { recordEvent } from '#platform/events/record.ts'
import { log } from '#platform/log.ts'

/**
 * Counts again what the register keeps of each enterprise for its lists: published cases, and exceedances in the newest
 * published disclosure. The commands that write those keep both in step; a difference means that one of them does not, so
 * it is put right, logged and leaves an event.
 * @returns how many enterprises differed
 */
export async function recountRegister(db: Db, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    const differing = await tx.execute<Recount>(sql`
      with cases as (
        select enterprise_id, count(*)::int as violations from violation_cases
        where state = 'published' and enterprise_id is not null group by enterprise_id
      ),
      newest as (
        select distinct on (enterprise_id) enterprise_id, id from disclosures
        where state = 'published' order by enterprise_id, year desc
      ),
      sums as (
        select newest.enterprise_id, coalesce(sum(r.exceedance_count), 0)::int as exceedances
        from newest join disclosure_rows r on r.disclosure_id = newest.id group by newest.enterprise_id
      )
      select e.id, e.credit_code as "creditCode",
        e.violation_count as "violationsKept", coalesce(c.violations, 0) as violations,
        e.exceedance_count as "exceedancesKept", coalesce(s.exceedances, 0) as exceedances
      from enterprises e left join cases c on c.enterprise_id = e.id left join sums s on s.enterprise_id = e.id
      where (e.violation_count, e.exceedance_count)
        is distinct from (coalesce(c.violations, 0), coalesce(s.exceedances, 0))
      order by e.id for update of e`)
    for (const row of differing) {
      const before = { violationCount: row.violationsKept, exceedanceCount: row.exceedancesKept }
      const after = { violationCount: row.violations, exceedanceCount: row.exceedances }
      log.error({ creditCode: row.creditCode, before, after }, 'counts of an enterprise were wrong')
      await tx.update(enterprises).set(after).where(eq(enterprises.id, row.id))
      await recordEvent(tx, {
        kind: 'enterprise.recounted',
        subject: `enterprise:${row.creditCode}`,
        by: 'system',
        at: now,
        before,
        after,
      })
    }
    return differing.length
  })
}

interface Recount extends Record<string, unknown> {
  id: number
  creditCode: string
  violationsKept: number
  violations: number
  exceedancesKept: number
  exceedances: number
}
