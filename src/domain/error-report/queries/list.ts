import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { errorReportAnswers as answers, errorReports as reports } from '#db/schema/review.ts'
import { errorReportLimits } from '#domain/error-report/input.ts'

/** The reports on every version of one enterprise and year, with their answers: the newest version's page shows all. */
export const listErrorReports = (db: Db, enterpriseId: number, year: number) =>
  withAnswers(db, and(eq(disclosures.enterpriseId, enterpriseId), eq(disclosures.year, year)) as SQL)

/** For a desk: what waits for an answer first, by its term; then what was answered or hidden. */
export const listDeskReports = (db: Db, scope: { enterpriseId?: number; regionCode?: string | undefined }) =>
  withAnswers(
    db,
    and(
      scope.enterpriseId === undefined ? undefined : eq(disclosures.enterpriseId, scope.enterpriseId),
      scope.regionCode === undefined ? undefined : eq(enterprises.regionCode, scope.regionCode),
    ),
    errorReportLimits.pageSize,
  )

/** How many wait for an answer: for the desks' first pages. */
export async function countOpenReports(db: Db, scope: { enterpriseId?: number; regionCode?: string | undefined }) {
  const [counted] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(reports)
    .innerJoin(disclosures, eq(disclosures.id, reports.disclosureId))
    .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
    .where(
      and(
        isNull(reports.hiddenAt),
        sql`not exists (select from ${answers} where ${answers.errorReportId} = ${reports.id})`,
        scope.enterpriseId === undefined ? undefined : eq(disclosures.enterpriseId, scope.enterpriseId),
        scope.regionCode === undefined ? undefined : eq(enterprises.regionCode, scope.regionCode),
      ),
    )
  return counted?.count ?? 0
}

async function withAnswers(db: Db, where: SQL | undefined, limit?: number) {
  const isDone = sql`(${reports.hiddenAt} is not null or exists (select from ${answers} where ${answers.errorReportId} = ${reports.id}))`
  const query = db
    .select({
      id: reports.id,
      disclosureId: reports.disclosureId,
      version: disclosures.version,
      year: disclosures.year,
      enterpriseId: disclosures.enterpriseId,
      enterpriseName: enterprises.name,
      enterpriseNameEn: enterprises.nameEn,
      field: reports.field,
      words: reports.words,
      reportedAt: reports.reportedAt,
      dueOn: reports.dueOn,
      hiddenAt: reports.hiddenAt,
      hiddenGround: reports.hiddenGround,
    })
    .from(reports)
    .innerJoin(disclosures, eq(disclosures.id, reports.disclosureId))
    .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
    .where(where)
    .orderBy(isDone, asc(reports.dueOn), asc(reports.id))
  const found = await (limit === undefined ? query : query.limit(limit))
  const ids = found.map(({ id }) => id)
  const given =
    ids.length === 0
      ? []
      : await db
          .select({
            errorReportId: answers.errorReportId,
            party: answers.party,
            words: answers.words,
            answeredAt: answers.answeredAt,
            mendedById: answers.mendedById,
            mendedByVersion: disclosures.version,
          })
          .from(answers)
          .leftJoin(disclosures, eq(disclosures.id, answers.mendedById))
          .where(inArray(answers.errorReportId, ids))
          .orderBy(asc(answers.answeredAt))
  const ofReport = Map.groupBy(given, ({ errorReportId }) => errorReportId)
  return found.map((report) => ({ ...report, answers: ofReport.get(report.id) ?? [] }))
}
export type ErrorReport = Awaited<ReturnType<typeof listErrorReports>>[number]
