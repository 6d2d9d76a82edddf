import type { removalReasons } from '#db/vocabulary.ts'

export type RemovalReason = (typeof removalReasons)[number]
export type RemovedState = 'withdrawn' | 'repaired' | 'expired'

/** The states in which a record is off the board: its tombstone stands in its place. */
export const removedStates = ['withdrawn', 'repaired', 'expired'] as const satisfies readonly RemovedState[]

const article48 = '《中华人民共和国行政处罚法》第四十八条第二款'

/**
 * The legal basis that a tombstone gives, by its reason. No officer's words stand on a tombstone: they could name again what it
 * must not name.
 * Source: 行政处罚法 第四十八条; 政府信息公开条例 第十四条、第十五条; 信用信息修复 rules of 2023
 */
export const removalBases: Readonly<Record<RemovalReason, string>> = {
  decision_changed: article48,
  decision_revoked: article48,
  decision_unlawful: article48,
  decision_void: article48,
  published_wrongly: '《中华人民共和国政府信息公开条例》第十四条、第十五条',
  term_over: '国家关于失信信息公示期限的规定（自决定之日起最长三年）',
  credit_repaired: '国家关于信用修复的规定（最短公示期届满，已整改、已缴款并作出承诺）',
}

/** The state in which a record ends for a reason. */
export const stateOfRemoval = (reason: RemovalReason): RemovedState =>
  reason === 'term_over' ? 'expired' : reason === 'credit_repaired' ? 'repaired' : 'withdrawn'

/** What the legal desk can withdraw a record for; the others come from the term and from an application. */
export const withdrawalReasons = [
  'decision_changed',
  'decision_revoked',
  'decision_unlawful',
  'decision_void',
  'published_wrongly',
] as const satisfies readonly RemovalReason[]

/** A record stands up to and including the last day of its display. */
export const isDisplayOver = (displayUntil: string | null, today: string): boolean =>
  displayUntil !== null && displayUntil < today
