import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosures } from '#db/schema/disclosure.ts'
import { disclosureReviews as reviews } from '#db/schema/review.ts'
import { listPublishedRows, type PublishedRow } from '#domain/disclosure/queries/published-rows.ts'
import { listReviews, type Review } from '#domain/review/queries/reviews.ts'

export interface ReturnedVersion {
  disclosureId: number
  year: number
  version: number
  review: Review
  /** Field of the form -> what is to be corrected there. */
  points: ReadonlyMap<string, string>
  /** The rows of that version: they name the fields. */
  rows: PublishedRow[]
}

/**
 * The returns that an enterprise has still to answer: those of its versions in force, newest year first. Once the correction
 * is published a return is history. For its own desk.
 */
export async function listReturnedVersions(db: Db, enterpriseId: number, year?: number): Promise<ReturnedVersion[]> {
  const found = await db
    .select({
      disclosureId: disclosures.id,
      year: disclosures.year,
      version: disclosures.version,
      reviewId: reviews.id,
    })
    .from(reviews)
    .innerJoin(disclosures, eq(disclosures.id, reviews.disclosureId))
    .where(
      and(
        eq(disclosures.enterpriseId, enterpriseId),
        year === undefined ? undefined : eq(disclosures.year, year),
        eq(disclosures.state, 'published'),
        eq(reviews.opinion, 'returned'),
      ),
    )
    .orderBy(desc(disclosures.year))
  return Promise.all(
    found.map(async ({ reviewId, ...version }) => {
      const review = (await listReviews(db, version.disclosureId)).find(({ id }) => id === reviewId) as Review
      const points = new Map(review.points.map(({ field, reason }) => [field, reason]))
      return { ...version, review, points, rows: await listPublishedRows(db, version.disclosureId) }
    }),
  )
}

/** The return that stands against a year, for the form of its correction: the reason at each field. */
export const listReturnedPoints = async (db: Db, enterpriseId: number, year: number) =>
  (await listReturnedVersions(db, enterpriseId, year))[0]
