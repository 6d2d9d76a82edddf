import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { endOf, type WaitingSource } from '#platform/waiting.ts'

/** Years ahead of which nothing waits yet. */
const aheadDays = 366

/** Years that a firm must still publish. */
export const waitingDisclosures: WaitingSource = async (db, account, now) => {
  if (account.role !== 'firm' || account.enterpriseId === null) return []
  const rows = await db
    .select({ year: obligations.year, dueOn: obligations.dueOn })
    .from(obligations)
    .where(
      and(
        eq(obligations.enterpriseId, account.enterpriseId),
        isNull(obligations.publishedAt),
        lte(obligations.dueOn, addDays(cityDate(now), aheadDays)),
      ),
    )
    .orderBy(asc(obligations.dueOn))
  return rows.map(({ year, dueOn }) => ({
    kind: 'disclosure.publish',
    subject: `disclosure:${year}`,
    title: { zh: `${year} 年度环境信息`, en: `Disclosure of ${year}` },
    path: `/filing/${year}`,
    dueAt: endOf(dueOn),
    since: new Date(`${year}-01-01T00:00:00+08:00`),
  }))
}
