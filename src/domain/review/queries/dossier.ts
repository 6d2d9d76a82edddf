import { and, desc, eq, gte, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { violationCases as cases } from '#db/schema/violation.ts'
import { listPublishedRows } from '#domain/disclosure/queries/published-rows.ts'
import type { Reviewed } from '#domain/review/queries/reviewed.ts'
import { addDays, cityDate } from '#platform/clock.ts'

/**
 * What is known beside the filing: what the enterprise published the year before, and its published cases of the last
 * twelve months. Annex 2, part 五 asks for both.
 */
export async function getDossier(db: Db, { enterpriseId, year }: Pick<Reviewed, 'enterpriseId' | 'year'>, now: Date) {
  const [before] = await db
    .select({ id: disclosures.id, year: disclosures.year })
    .from(disclosures)
    .where(
      and(
        eq(disclosures.enterpriseId, enterpriseId),
        eq(disclosures.year, year - 1),
        eq(disclosures.state, 'published'),
      ),
    )
  const [lastYear, ofLastYear] = await Promise.all([
    before ? listPublishedRows(db, before.id) : [],
    db
      .select({
        id: cases.id,
        title: cases.title,
        titleEn: cases.titleEn,
        decisionNo: cases.decisionNo,
        decidedOn: sql<string>`${cases.decidedOn}::text`,
        category: cases.category,
      })
      .from(cases)
      .where(
        and(
          eq(cases.enterpriseId, enterpriseId),
          eq(cases.state, 'published'),
          gte(cases.decidedOn, addDays(cityDate(now), -365)),
        ),
      )
      .orderBy(desc(cases.decidedOn), desc(cases.id)),
  ])
  return { lastYearId: before?.id, lastYear, cases: ofLastYear }
}
export type Dossier = Awaited<ReturnType<typeof getDossier>>
