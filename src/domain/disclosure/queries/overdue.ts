import { and, asc, desc, eq, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { enterprises, keyPolluterLists } from '#db/schema/enterprise.ts'
import { disclosureDeadlines, disclosureRules, disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { isOver } from '#domain/disclosure/queries/filing-state.ts'
import { listRules, listYearRules } from '#domain/disclosure/queries/rules.ts'
import { failedOn } from '#domain/disclosure/rules/failure.ts'
import { ruleOn } from '#domain/disclosure/rules/term.ts'
import { filingStateSql } from '#domain/enterprise/queries/filter.ts'
import { cityDate } from '#platform/clock.ts'

const ofFirm = eq(enterprises.id, obligations.enterpriseId)

/** Obligations of which the day has passed without a publication and that nobody has taken note of yet, oldest first. */
export const listNewlyOverdue = (db: Db, now: Date, limit: number) =>
  db
    .select({ enterpriseId: obligations.enterpriseId, year: obligations.year })
    .from(obligations)
    .where(and(isOver(now), isNull(obligations.overdueAt)))
    .orderBy(asc(obligations.dueOn), asc(obligations.enterpriseId))
    .limit(limit)

/** What the case draft of one overdue obligation is made from. */
export async function getOverdue(db: Db, enterpriseId: number, year: number) {
  const [found] = await db
    .select({
      creditCode: enterprises.creditCode,
      enterpriseName: enterprises.name,
      enterpriseNameEn: enterprises.nameEn,
      dueOn: obligations.dueOn,
      basis: disclosureRules.basis,
      basisEn: disclosureRules.basisEn,
      listPublishedOn: keyPolluterLists.publishedOn,
    })
    .from(obligations)
    .innerJoin(enterprises, ofFirm)
    .leftJoin(disclosureDeadlines, eq(disclosureDeadlines.year, obligations.year))
    .leftJoin(
      disclosureRules,
      and(eq(disclosureRules.ruleSet, disclosureDeadlines.ruleSet), eq(disclosureRules.duty, 'annual')),
    )
    .leftJoin(
      keyPolluterLists,
      eq(keyPolluterLists.year, sql`${obligations.year} - coalesce(${disclosureRules.yearOffset}, 0)`),
    )
    .where(and(eq(obligations.enterpriseId, enterpriseId), eq(obligations.year, year)))
  return found
}

export interface OverdueFilter {
  year?: number | undefined
  region?: string | undefined
}

const filterOf = ({ year, region }: OverdueFilter, now: Date): SQL =>
  and(
    isOver(now),
    year ? eq(obligations.year, year) : undefined,
    region ? eq(enterprises.regionCode, region) : undefined,
  ) as SQL

/** Who is overdue, refusals among them, the latest due day first: the feed's entries. */
export const listOverdue = (db: Db, filter: OverdueFilter, now: Date, limit: number) =>
  db
    .select({
      creditCode: enterprises.creditCode,
      enterpriseName: enterprises.name,
      enterpriseNameEn: enterprises.nameEn,
      regionCode: enterprises.regionCode,
      year: obligations.year,
      dueOn: obligations.dueOn,
      overdueAt: obligations.overdueAt,
      refusedOn: obligations.refusedOn,
      refusalBasis: obligations.refusalBasis,
      state: filingStateSql(cityDate(now)),
    })
    .from(obligations)
    .innerJoin(enterprises, ofFirm)
    .where(filterOf(filter, now))
    .orderBy(desc(obligations.dueOn), asc(obligations.enterpriseId))
    .limit(limit)
export type OverdueFiling = Awaited<ReturnType<typeof listOverdue>>[number]

/** How many are overdue in each county, those that refuse apart; counties without any are left out. */
export const countOverdueByCounty = (db: Db, filter: OverdueFilter, now: Date) =>
  db
    .select({
      regionCode: enterprises.regionCode,
      overdue: sql<number>`(count(*) filter (where ${obligations.refusedOn} is null))::int`,
      refused: sql<number>`(count(*) filter (where ${obligations.refusedOn} is not null))::int`,
      oldestDueOn: sql<string>`min(${obligations.dueOn})::text`,
    })
    .from(obligations)
    .innerJoin(enterprises, ofFirm)
    .where(filterOf(filter, now))
    .groupBy(enterprises.regionCode)
    .orderBy(desc(sql`count(*)`), asc(enterprises.regionCode))

/** What left the overdue list by a publication since a day: feeds must carry it to those who copied. */
export const listSettled = (db: Db, filter: OverdueFilter, since: Date) =>
  db
    .select({
      creditCode: enterprises.creditCode,
      year: obligations.year,
      publishedAt: sql<Date>`${obligations.publishedAt}`.mapWith(obligations.publishedAt),
    })
    .from(obligations)
    .innerJoin(enterprises, ofFirm)
    .where(
      and(
        lt(sql`${since.toISOString()}::timestamptz`, obligations.publishedAt),
        sql`${obligations.publishedAt} > ((${obligations.dueOn} + 1)::timestamp at time zone 'Asia/Shanghai')`,
        filter.year ? eq(obligations.year, filter.year) : undefined,
        filter.region ? eq(enterprises.regionCode, filter.region) : undefined,
      ),
    )
    .orderBy(desc(obligations.publishedAt))
    .limit(200)

/**
 * What the law says of the disclosure of a year: by when it was due, and what follows for who has not published the day after.
 */
export async function getOverdueLaw(db: Db, year: number, dueOn: string) {
  const [years, rules] = await Promise.all([listYearRules(db, [year]), listRules(db)])
  return { term: years.get(year)?.annual, failure: ruleOn(rules, 'failure', failedOn(dueOn)) }
}
