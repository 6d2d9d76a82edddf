import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { enterprises } from '#db/schema/enterprise.ts'

/** The version that a review, a doubt or a report is about, and whose it is; undefined for a draft or nothing. */
export async function getReviewed(db: Db, id: number, lock = false) {
  const query = db
    .select({
      id: disclosures.id,
      year: disclosures.year,
      version: disclosures.version,
      state: disclosures.state,
      publishedAt: disclosures.publishedAt,
      enterpriseId: enterprises.id,
      creditCode: enterprises.creditCode,
      regionCode: enterprises.regionCode,
    })
    .from(disclosures)
    .innerJoin(enterprises, eq(enterprises.id, disclosures.enterpriseId))
    .where(eq(disclosures.id, id))
  const [found] = await (lock ? query.for('update', { of: disclosures }) : query)
  return found && found.state !== 'draft' ? found : undefined
}
export type Reviewed = NonNullable<Awaited<ReturnType<typeof getReviewed>>>
