declare const followed: unique symbol

/**
 * A report whose receipt was shown: only who holds the receipt has one (queries/by-receipt.ts, or the sealed session that follows
 * from it). Whatever a reporter reads or does takes this instead of a number.
 */
export type FollowedReport = number & { readonly [followed]: true }
