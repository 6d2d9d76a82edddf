/**
 * When two sources of one outlet, factor and year are said to contradict each other. The portal's own figures, published with
 * the comparison (`comparison` in i18n/messages/comparison.ts); no rule of the ministry sets them. They are wide enough that
 * the uncertainty of two methods (HJ 75 and HJ 355 allow on-line devices 15 to 40 % against a reference) is no contradiction.
 */
export const comparisonBounds = {
  /** Means are apart from this share of the larger one on ... */
  meanApart: 0.35,
  /** ... unless they differ by less than this share of the limit: small values are noise. */
  noiseOfLimit: 0.05,
  /** A value found by one source lies above the other's maximum when it is more than this share higher. */
  aboveMaximum: 0.15,
  /** The mean of samples stands for the year only from this number of them on, and may be further apart. */
  samplesForMean: 4,
  sampleMeanApart: 0.5,
  /** Totals: share of the larger one, and tonnes below which nothing is said. */
  totalApart: 0.35,
  totalNoiseTonnes: 0.05,
  /** Statements of on-line monitoring that cover fewer days of the year say nothing about its total and mean. */
  onlineDays: 300,
  /** pH: distance in units, since a ratio of logarithms says nothing. */
  phApart: 0.7,
} as const
