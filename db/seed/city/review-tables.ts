import type { Doubt } from '#db/seed/city/doubts.ts'
import type { ErrorReport } from '#db/seed/city/error-reports.ts'
import type { Review } from '#db/seed/city/reviews.ts'
import type { CopyRow } from '#db/seed/copy.ts'

/** Nobody's account: what the demo city was reviewed on stands on paper. */
export const reviewRows = (reviews: readonly Review[]): CopyRow[] =>
  reviews.map(({ disclosure, points: _, ...review }) => ({ ...review, disclosureId: disclosure.id, reviewerId: null }))

export const reviewPointRows = (reviews: readonly Review[]): CopyRow[] =>
  reviews.flatMap(({ id, points }) => points.map((point) => ({ reviewId: id, ...point })))

export const doubtRows = (doubts: readonly Doubt[]): CopyRow[] =>
  doubts.map(({ disclosure, figures, field, given, lookedAt, ...doubt }) => ({
    ...doubt,
    disclosureId: disclosure.id,
    field: `r${figures.outlet.id}_${figures.factorCode}.${field}`,
    given: JSON.stringify(given),
    lookedAt,
    lookedAtByName: lookedAt === null ? null : `${disclosure.firm.county.name}分局监察岗`,
  }))

export const errorReportRows = (reports: readonly ErrorReport[]): CopyRow[] =>
  reports.map(({ disclosure, answers: _, hidden, ...report }) => ({
    ...report,
    disclosureId: disclosure.id,
    hiddenAt: hidden?.at ?? null,
    hiddenGround: hidden?.ground ?? null,
    hiddenNote: hidden?.note ?? null,
  }))

export const errorReportAnswerRows = (reports: readonly ErrorReport[]): CopyRow[] =>
  reports.flatMap(({ id, answers }) =>
    answers.map(({ mendedBy, ...answer }) => ({ errorReportId: id, ...answer, mendedById: mendedBy?.id ?? null })),
  )
