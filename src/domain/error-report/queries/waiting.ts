import { and, asc, eq, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { errorReportAnswers as answers, errorReports as reports } from '#db/schema/review.ts'
import { cityDate } from '#platform/clock.ts'
import type { Account } from '#platform/permissions/viewer.ts'
import { endOf, mostOfOneKind, type WaitingSource, workRegion } from '#platform/waiting.ts'

/** Readers' reports without an answer: at the firm and its county; at the city once the term is over. */
export const waitingErrorReports: WaitingSource = async (db, account, now) => {
  const mine = whose(account, cityDate(now))
  if (!mine) return []
  const rows = await db
    .select({
      id: reports.id,
      year: disclosures.year,
      firm: enterprises.name,
      firmEn: enterprises.nameEn,
      dueOn: reports.dueOn,
      at: reports.reportedAt,
    })
    .from(reports)
    .innerJoin(disclosures, eq(disclosures.id, reports.disclosureId))
    .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
    .where(
      and(
        isNull(reports.hiddenAt),
        sql`not exists (select from ${answers} where ${answers.errorReportId} = ${reports.id})`,
        mine,
      ),
    )
    .orderBy(asc(reports.dueOn), asc(reports.id))
    .limit(mostOfOneKind)
  const desk = account.role === 'firm' ? '/filing/errors' : '/office/disclosures/errors'
  return rows.map(({ id, year, firm, firmEn, dueOn, at }) => ({
    kind: 'error.answer',
    subject: `error_report:${id}`,
    title: { zh: `${firm} · ${year} 年度`, en: `${firmEn ?? firm} · ${year}` },
    path: desk,
    dueAt: endOf(dueOn),
    since: at,
  }))
}

function whose(account: Account, today: string): SQL | undefined {
  if (account.role === 'firm') return eq(disclosures.enterpriseId, account.enterpriseId ?? 0)
  const region = workRegion(account, 'disclosure.answer_error')
  if (region === undefined) return undefined
  return region === null ? lt(reports.dueOn, today) : eq(enterprises.regionCode, region)
}
