import type { Db } from '#db/client.ts'
import { type Permission, reachOf } from '#platform/permissions/matrix.ts'
import type { Account } from '#platform/permissions/viewer.ts'

/**
 * What has to be done, as `area.step`. Every domain that has desks names its own here and gives what waits in
 * `queries/waiting.ts`; src/domain/inbox puts all of them together. Words: src/i18n/messages/waiting.ts.
 */
export const waitingKinds = [
  'order.answer',
  'order.oversee',
  'case.finish',
  'case.review',
  'case.publish',
  'case.reply',
  'case.correction',
  'case.withdraw',
  'case.repair_opinion',
  'case.repair',
  'report.route',
  'report.accept',
  'report.answer',
  'report.message',
  'report.objection',
  'reward.decide',
  'reward.pay',
  'media.answer',
  'disclosure.publish',
  'disclosure.review',
  'disclosure.doubt',
  'disclosure.mend',
  'change.report',
  'error.answer',
  'device.step',
  'device.stop',
  'device.fault',
  'device.visit',
  'device.recheck',
  'device.unknown',
  'sanction.confirm',
  'vendor.confirm',
  'listing.publish',
  'quarterly.publish',
  'story.publish',
  'problem.plan',
  'problem.rectify',
  'problem.opinion',
  'problem.check',
  'problem.objection',
  'problem.update',
  'screening.complete',
  'draw.run',
  'inspection.do',
  'sheet.answer',
  'referral.follow',
  'unprosecuted.explain',
  'task.report',
  'return.complete',
  'return.sign',
  'return.receive',
  'measure.confirm',
  'measure.follow',
  'plan.rules',
  'plan.decide',
  'plan.report',
] as const
export type WaitingKind = (typeof waitingKinds)[number]

/** One thing that waits for an account: not only what it may see, but what it may do now. */
export interface Waiting {
  kind: WaitingKind
  /** The thing, as its events name it: `order:12`. */
  subject: string
  /** What it is about, in the record's own words: the firm, the number. Nothing that tells who reported. */
  title: { zh: string; en: string }
  /** Where it is done, without the language: `/office/orders/12`. */
  path: string
  /** The end of its term; a day ends at 24:00 (`endOf`). Left out where no rule sets one. */
  dueAt?: Date | undefined
  /** Since when it waits for this account. */
  since: Date
  /** Where one line stands for many of a desk: how many. */
  count?: number | undefined
}

/** `queries/waiting.ts` of a domain: on indexes, one query for a kind, nothing for an account that may not do it. */
export type WaitingSource = (db: Db, account: Account, now: Date) => Promise<Waiting[]>

/** The most lines of one kind that a source reads; the page says so and leads to the desk. */
export const mostOfOneKind = 200

/** The last moment of a day in the city. */
export function endOf(day: string): Date
export function endOf(day: string | null): Date | undefined
export function endOf(day: string | null): Date | undefined {
  return day === null ? undefined : new Date(`${day}T23:59:59.999+08:00`)
}

/** Whose things an account works on: a county's, or everybody's (`null`); undefined where it may not. */
export function workRegion(account: Account, permission: Permission): string | null | undefined {
  const reach = reachOf(account, permission)
  if (reach === undefined) return undefined
  return reach === 'own_region' ? (account.regionCode ?? '') : null
}
