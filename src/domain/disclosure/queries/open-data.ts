import { and, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import type { DisclosureApiSearch } from '#domain/disclosure/input.ts'

/** `/api/v1/disclosures`: one page of the versions in force, newest first, with the cursor of the next. */
export async function listDisclosures(
  db: Db,
  { year, region, creditCode, exceeding, limit, cursor }: DisclosureApiSearch,
) {
  const where = and(
    eq(disclosures.state, 'published'),
    year ? eq(disclosures.year, year) : undefined,
    region ? eq(enterprises.regionCode, region) : undefined,
    creditCode ? eq(enterprises.creditCode, creditCode) : undefined,
    exceeding
      ? sql`exists (select from disclosure_rows r where r.disclosure_id = ${disclosures.id} and r.exceedance_count > 0)`
      : undefined,
  )
  const [micros, id] = cursor?.split('.') ?? []
  const after = cursor
    ? sql`(${disclosures.publishedAt}, ${disclosures.id}) < ('epoch'::timestamptz + ${micros}::bigint * interval '1 microsecond', ${id}::int)`
    : undefined
  const rows = await db
    .select({
      id: disclosures.id,
      year: disclosures.year,
      version: disclosures.version,
      creditCode: enterprises.creditCode,
      enterpriseName: enterprises.name,
      regionCode: enterprises.regionCode,
      sectorCode: enterprises.sectorCode,
      publishedAt: disclosures.publishedAt,
      signedName: disclosures.signedName,
      correctionReason: disclosures.correctionReason,
      dueOn: obligations.dueOn,
      exceedanceCount: sql<number>`(select coalesce(sum(r.exceedance_count), 0)::int from disclosure_rows r where r.disclosure_id = ${disclosures.id})`,
      micros: sql<string>`(extract(epoch from ${disclosures.publishedAt}) * 1000000)::bigint::text`,
    })
    .from(disclosures)
    .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
    .leftJoin(
      obligations,
      and(eq(obligations.year, disclosures.year), eq(obligations.enterpriseId, disclosures.enterpriseId)),
    )
    .where(and(where, after))
    .orderBy(desc(disclosures.publishedAt), desc(disclosures.id))
    .limit(limit + 1)
  const [counted] = await db
    .select({ total: sql<number>`count(*)::int` })
    .from(disclosures)
    .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
    .where(where)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(({ micros: _, ...row }) => row),
    total: counted?.total ?? 0,
    cursor: rows.length > limit && last ? `${last.micros}.${last.id}` : null,
  }
}
