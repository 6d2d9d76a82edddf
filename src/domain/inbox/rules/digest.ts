import { timingSafeEqual } from 'node:crypto'
import { type Clock, clockOf, clocks } from '#domain/inbox/rules/clock.ts'
import { sealed } from '#platform/auth/secret.ts'
import type { Waiting, WaitingKind } from '#platform/waiting.ts'

/** What a letter says of an inbox: how many of each kind by each clock. No name, no title, no number of anything. */
export interface Digest {
  total: number
  byClock: Record<Clock, number>
  kinds: { kind: WaitingKind; total: number; overdue: number }[]
}

/** The kinds with most overdue first. */
export function digestOf(lines: readonly Waiting[], now: Date): Digest {
  const byClock = Object.fromEntries(clocks.map((clock) => [clock, 0])) as Record<Clock, number>
  const kinds = new Map<WaitingKind, { total: number; overdue: number }>()
  for (const { kind, dueAt, count = 1 } of lines) {
    const clock = clockOf(dueAt, now)
    byClock[clock] += count
    const known = kinds.get(kind) ?? { total: 0, overdue: 0 }
    kinds.set(kind, {
      total: known.total + count,
      overdue: known.overdue + (clock === 'overdue' ? count : 0),
    })
  }
  const sorted = [...kinds].map(([kind, counts]) => ({ kind, ...counts }))
  sorted.sort((a, b) => b.overdue - a.overdue || b.total - a.total || a.kind.localeCompare(b.kind))
  return { total: sorted.reduce((sum, { total }) => sum + total, 0), byClock, kinds: sorted }
}

/** In the letter that asks for a yes: good for this account and this address alone. */
export const digestConfirmToken = (row: { userId: string; nonce: string }): string =>
  sealed('digest-confirm', row.userId, row.nonce)

export function isDigestToken(given: string, row: { userId: string; nonce: string }): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(digestConfirmToken(row))]
  return a.length === b.length && timingSafeEqual(a, b)
}
