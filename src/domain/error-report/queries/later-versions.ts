import { and, asc, eq, gt, ne } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'

/** The public versions of the same year that came after the given one: any of them may have mended what was reported. */
export function listLaterVersions(db: Db, disclosureId: number) {
  const reported = alias(disclosures, 'reported')
  return db
    .select({ id: disclosures.id, version: disclosures.version })
    .from(disclosures)
    .innerJoin(
      reported,
      and(
        eq(reported.id, disclosureId),
        eq(reported.enterpriseId, disclosures.enterpriseId),
        eq(reported.year, disclosures.year),
        gt(disclosures.version, reported.version),
      ),
    )
    .where(ne(disclosures.state, 'draft'))
    .orderBy(asc(disclosures.version))
}
