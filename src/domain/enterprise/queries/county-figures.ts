import { and, asc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { filingStateSql } from '#domain/enterprise/queries/filter.ts'

export type CountyFigures = Awaited<ReturnType<typeof listCountyFigures>>[number]

/**
 * What the counties of the map are compared by: firms in the register, those with exceedances in their newest disclosure, cases
 * on the board, disclosures owed this year and those that are late.
 * @param today the city's day, `YYYY-MM-DD`
 */
export const listCountyFigures = (db: Db, today: string) =>
  db
    .select({
      regionCode: enterprises.regionCode,
      firms: sql<number>`count(*)::int`,
      exceeding: sql<number>`(count(*) filter (where ${enterprises.exceedanceCount} > 0))::int`,
      cases: sql<number>`coalesce(sum(${enterprises.violationCount}), 0)::int`,
      owed: sql<number>`count(${obligations.dueOn})::int`,
      overdue: sql<number>`(count(*) filter (where ${filingStateSql(today)} in ('overdue', 'refused')))::int`,
    })
    .from(enterprises)
    .leftJoin(
      obligations,
      and(eq(obligations.enterpriseId, enterprises.id), eq(obligations.year, Number(today.slice(0, 4)))),
    )
    .groupBy(enterprises.regionCode)
    .orderBy(asc(enterprises.regionCode))
