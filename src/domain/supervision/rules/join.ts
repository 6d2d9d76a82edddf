import type { SupervisionTerms } from '#domain/supervision/rules/terms.ts'

const hourMs = 3_600_000

/** An order as far as joining goes; times in ms, `first` and `last` the starts of its periods. */
export interface Joinable {
  id: number
  firstMs: number
  lastMs: number
  dueMs: number
  isClosed: boolean
}

/** How far apart the starts of two periods may lie to be one matter: the period itself and the gap of the rule. */
export const reachOf = (period: 'hour' | 'day', { joinGapHours, joinGapDays }: SupervisionTerms): number =>
  period === 'hour' ? (1 + joinGapHours.value) * hourMs : (1 + joinGapDays.value) * 24 * hourMs

/**
 * Which order a finding belongs to: an order of the same outlet and kind that it touches, the earliest of several. An order takes
 * what began before its term ended, for its answers can speak of no more, and nothing once it is closed. `continues`: the one
 * that it would have joined, had that one's term not ended.
 */
export function joinOf(
  orders: readonly Joinable[],
  atMs: number,
  reachMs: number,
): { joins: Joinable | null; continues: Joinable | null } {
  const touched = orders
    .filter(({ firstMs, lastMs }) => atMs >= firstMs - reachMs && atMs <= lastMs + reachMs)
    .sort((a, b) => a.firstMs - b.firstMs || a.id - b.id)
  const joins = touched.find(({ isClosed, dueMs }) => !isClosed && atMs < dueMs) ?? null
  return { joins, continues: joins ? null : (touched.findLast(({ lastMs }) => lastMs <= atMs) ?? null) }
}
