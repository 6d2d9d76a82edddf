import type { Db } from '#db/client.ts'
import { disclosureReviewPoints, disclosureReviews } from '#db/schema/review.ts'
import type { ReviewInput, SentPoints } from '#domain/review/input.ts'
import { listDoubts } from '#domain/review/queries/doubts.ts'
import { listFields } from '#domain/review/queries/fields.ts'
import { getReviewed } from '#domain/review/queries/reviewed.ts'
import { listReviews } from '#domain/review/queries/reviews.ts'
import { ReviewRefusal } from '#domain/review/refusal.ts'
import { joinedPoints, pointsOf, reviewProblems } from '#domain/review/rules/review-form.ts'
import { agrees, barToReview, levelOf, type ReviewLevel } from '#domain/review/rules/state.ts'
import { cityDate } from '#platform/clock.ts'
import { recordEvent } from '#platform/events/record.ts'
import { demandAccount } from '#platform/permissions/demand.ts'
import { handOf } from '#platform/permissions/matrix.ts'
import type { Viewer } from '#platform/permissions/viewer.ts'

/**
 * Writes a bureau's opinion on the version in force: annex 2, part 五. Figures are not touched by it, whatever it says; a
 * return asks the enterprise for a correction, with the reason at each field.
 * @throws DomainError not_allowed; ReviewRefusal with what bars it, or not_complete with each problem at its field
 */
export async function giveReview(
  db: Db,
  viewer: Viewer,
  { sent, ...review }: ReviewInput & { sent: SentPoints },
  now: Date,
): Promise<{ id: number; level: ReviewLevel }> {
  return db.transaction(async (tx) => {
    const version = await getReviewed(tx, review.disclosureId, true)
    const account = demandAccount(viewer, 'disclosure.review', { regionCode: version?.regionCode ?? null })
    if (!version) throw new ReviewRefusal('not_found', 'no_such_version')
    const level = levelOf(viewer)
    const doubts = await listDoubts(tx, version.id)
    const rejected = doubts.filter(({ state }) => state === 'rejected')
    const given = (await listReviews(tx, version.id)).map((each) => ({
      ...each,
      reviewerId: handOf(account, each.reviewerId),
    }))
    const bar = barToReview(given, {
      level,
      opinion: review.opinion,
      reviewerId: account.userId,
      isInForce: version.state === 'published',
      openDoubts: doubts.filter(({ state }) => state === 'open').length,
      rejectedDoubts: rejected.length,
    })
    if (bar) throw new ReviewRefusal('conflict', bar)

    const known = new Set(await listFields(tx, version.id, 'bureau'))
    const own = pointsOf(sent, known)
    const joined = joinedPoints(
      review.opinion,
      own.points,
      rejected.map(({ field, note }) => ({ field, reason: note as string })),
    )
    const problems = [
      ...reviewProblems(review, level, cityDate(now)),
      ...own.problems,
      ...(own.problems.length > 0 ? [] : joined.problems),
    ]
    if (problems.length > 0) throw new ReviewRefusal('rule_broken', 'not_complete', problems)

    const { disclosureId: _, ...said } = review
    const values = {
      ...said,
      level,
      disclosureId: version.id,
      monitoring: review.monitoring || null,
      words: review.words || null,
    }
    const [written] = await tx
      .insert(disclosureReviews)
      .values({ ...values, reviewerId: account.userId, reviewerName: account.name, reviewedAt: now })
      .returning({ id: disclosureReviews.id })
    const { id } = written as { id: number }
    if (joined.points.length > 0)
      await tx.insert(disclosureReviewPoints).values(joined.points.map((point) => ({ reviewId: id, ...point })))
    await recordEvent(tx, {
      kind: agrees(review.opinion) ? 'review.agreed' : 'review.returned',
      subject: `disclosure:${version.id}`,
      by: viewer,
      at: now,
      after: {
        reviewId: id,
        creditCode: version.creditCode,
        year: version.year,
        version: version.version,
        ...values,
        points: joined.points,
      },
      reason: review.words || undefined,
    })
    return { id, level }
  })
}
