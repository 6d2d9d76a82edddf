import { asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { disclosureReviewPoints as points, disclosureReviews as reviews } from '#db/schema/review.ts'

/** The reviews of one version in their order, each with its points. */
export async function listReviews(db: Db, disclosureId: number) {
  const found = await db
    .select()
    .from(reviews)
    .where(eq(reviews.disclosureId, disclosureId))
    .orderBy(asc(reviews.reviewedAt), asc(reviews.id))
  const ofReview = Map.groupBy(
    found.length === 0
      ? []
      : await db
          .select()
          .from(points)
          .where(
            inArray(
              points.reviewId,
              found.map(({ id }) => id),
            ),
          ),
    ({ reviewId }) => reviewId,
  )
  return found.map((review) => ({
    ...review,
    points: (ofReview.get(review.id) ?? []).map(({ field, reason }) => ({ field, reason })),
  }))
}
export type Review = Awaited<ReturnType<typeof listReviews>>[number]
