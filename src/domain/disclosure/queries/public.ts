import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterprises } from '#db/schema/enterprise.ts'
import { disclosureObligations as obligations } from '#db/schema/obligation.ts'
import { regions } from '#db/schema/region.ts'
import { sectors } from '#db/schema/sector.ts'
import { listPublishedRows } from '#domain/disclosure/queries/published-rows.ts'
import { filingState } from '#domain/disclosure/rules/deadline.ts'

/** States in which the public may read a version: a draft is the enterprise's own. */
const readable = inArray(disclosures.state, ['published', 'superseded'])

/** One public version with its enterprise, as the page and the API show it; undefined for drafts too. */
export async function getDisclosure(db: Db, id: number) {
  const previous = alias(disclosures, 'previous')
  const [found] = await db
    .select({
      id: disclosures.id,
      year: disclosures.year,
      version: disclosures.version,
      state: disclosures.state,
      supersedesId: previous.id,
      correctionReason: disclosures.correctionReason,
      signedName: disclosures.signedName,
      signedAt: disclosures.signedAt,
      publishedAt: disclosures.publishedAt,
      dueOn: obligations.dueOn,
      firstPublishedAt: obligations.publishedAt,
      enterpriseId: enterprises.id,
      creditCode: enterprises.creditCode,
      enterpriseName: enterprises.name,
      enterpriseNameEn: enterprises.nameEn,
      regionCode: enterprises.regionCode,
      regionZh: regions.nameZh,
      regionEn: regions.nameEn,
      sectorCode: enterprises.sectorCode,
      sectorZh: sectors.nameZh,
      sectorEn: sectors.nameEn,
    })
    .from(disclosures)
    .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
    .innerJoin(regions, eq(regions.code, enterprises.regionCode))
    .innerJoin(sectors, eq(sectors.code, enterprises.sectorCode))
    .leftJoin(
      obligations,
      and(eq(obligations.year, disclosures.year), eq(obligations.enterpriseId, disclosures.enterpriseId)),
    )
    .leftJoin(previous, and(eq(previous.id, disclosures.supersedesId), ne(previous.state, 'draft')))
    .where(and(eq(disclosures.id, id), readable))
  if (!found) return undefined
  const { firstPublishedAt, ...disclosure } = found
  return {
    ...disclosure,
    // Lateness is the first publication's: a correction years later makes nobody late.
    filingState: filingState(
      { dueOn: found.dueOn, publishedAt: firstPublishedAt ?? found.publishedAt, refusedOn: null },
      found.publishedAt as Date,
    ),
    rows: await listPublishedRows(db, id),
  }
}
export type PublicDisclosure = NonNullable<Awaited<ReturnType<typeof getDisclosure>>>

/** Every public version of one enterprise and year, first to last. */
export const listVersions = (db: Db, enterpriseId: number, year: number) =>
  db
    .select({
      id: disclosures.id,
      version: disclosures.version,
      state: disclosures.state,
      correctionReason: disclosures.correctionReason,
      signedName: disclosures.signedName,
      publishedAt: disclosures.publishedAt,
    })
    .from(disclosures)
    .where(and(eq(disclosures.enterpriseId, enterpriseId), eq(disclosures.year, year), readable))
    .orderBy(asc(disclosures.version))
