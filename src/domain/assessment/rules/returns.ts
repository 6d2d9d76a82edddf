import type { countyReturnKinds, countyReturnStates } from '#db/vocabulary.ts'
import { firstDay, lastDay, monthAfter, monthBefore, monthOf } from '#domain/assessment/rules/month.ts'
import { addDays } from '#platform/clock.ts'
import { DomainError } from '#platform/errors.ts'
import { conflict, refusal } from '#platform/refuse.ts'

export type ReturnKind = (typeof countyReturnKinds)[number]
export type ReturnState = (typeof countyReturnStates)[number]

/** City rule 四（一）3 and （三）: each month by the 1st; the year by 7 December, in the plan's last year by 7 June. */
const summaryDay = '12-07'
const lastSummaryDay = '06-07'
/** A month's return lies ready from this day on, a summary so many days before its own. */
const readyFromDay = 25
const summaryReadyDays = 21

/** The last day of a return. */
export const returnDueOn = (kind: ReturnKind, period: string, lastYear: number): string =>
  kind === 'month'
    ? firstDay(monthAfter(period))
    : `${period}-${Number(period) === lastYear ? lastSummaryDay : summaryDay}`

/** The returns that lie ready on a day: of this month and of the one before, of the year. */
export function returnsReadyOn(today: string, lastYear: number): { kind: ReturnKind; period: string }[] {
  const month = monthOf(today)
  const year = today.slice(0, 4)
  const isSummaryReady = today >= addDays(returnDueOn('year', year, lastYear), -summaryReadyDays)
  return [
    { kind: 'month', period: monthBefore(month) },
    ...(Number(today.slice(8)) >= readyFromDay ? [{ kind: 'month' as const, period: month }] : []),
    ...(isSummaryReady && Number(year) <= lastYear ? [{ kind: 'year' as const, period: year }] : []),
  ]
}

/** The days that a return counts. */
export const daysOf = (kind: ReturnKind, period: string) =>
  kind === 'month'
    ? { from: firstDay(period), to: lastDay(period) }
    : { from: `${period}-01-01`, to: `${period}-12-31` }

/** What whoever completes a month's return has to have done (四（一）3, 三（三）4, 三（一）2). */
export const checklist = ['screening_ledger', 'rectification_ledger', 'monthly_check', 'cases', 'published'] as const
/** The texts of a return: one of a month, four of a summary. */
export const textBlocks = {
  month: ['note'],
  year: ['done', 'results', 'difficulties', 'next'],
} as const satisfies Record<ReturnKind, readonly string[]>

/** What a return counts, in its order; null in it: nothing was there to count. */
export const returnCounts = [
  'problemsFound',
  'problemsClosed',
  'problemsOpen',
  'problemsOverdue',
  'casesDecided',
  'casesPublished',
  'finesFen',
  'ordersDue',
  'ordersInTime',
  'hoursDue',
  'hoursValid',
  'samples',
  'disclosuresDue',
  'disclosuresInTime',
] as const
export type ReturnCount = (typeof returnCounts)[number]

interface Return {
  kind: ReturnKind
  regionCode: string
  state: ReturnState
  version: number
  completedBy: string | null
}

/** @throws DomainError conflict: sent already, or changed by somebody since it was opened */
export function checkCompleting(found: Return, version: number): void {
  if (found.state === 'signed' || found.state === 'received')
    throw conflict('已经签发报送，不能再改', 'It was signed and sent: nothing is changed any more')
  checkVersion(found, version)
}

/** Another person of the county signs, under the county's own seal. @throws DomainError conflict, not_allowed, rule_broken */
export function checkSigning(
  found: Return,
  { version, sealRegionCode }: { version: number; sealRegionCode: string },
  userId: string,
): void {
  if (found.state !== 'completed')
    throw conflict(
      found.state === 'signed' || found.state === 'received' ? '已经签发报送' : '还没有填写完成，不能签发',
      found.state === 'signed' || found.state === 'received'
        ? 'It was signed and sent already'
        : 'It is not completed yet: it cannot be signed',
    )
  checkVersion(found, version)
  if (found.completedBy === userId)
    throw new DomainError(
      'not_allowed',
      '填写人不能自己签发，请由负责人签发 / Whoever completed it cannot sign it: the head must',
    )
  if (sealRegionCode !== found.regionCode)
    throw refusal(
      'sealRegionCode',
      '印章单位与填报单位不符：应加盖本县（市、区）的印章',
      'The seal is of another unit: it must be that of this county',
    )
}

/** @throws DomainError conflict when there is nothing to receive or send back */
export function checkDeciding(found: Return): void {
  if (found.state !== 'signed')
    throw conflict(
      found.state === 'received' ? '已经接收' : '还没有签发报送',
      found.state === 'received' ? 'It was received already' : 'It was not signed and sent yet',
    )
}

function checkVersion(found: Return, version: number): void {
  if (found.version !== version)
    throw conflict(
      '打开之后已有人改过这份报送；您写的还在下面，请看过现在的内容再提交',
      'Somebody changed this return since you opened it. What you wrote is still below: look at what is there now, then send it again',
    )
}

/** Signed after its day, or not at all though the day is over. Coming back later does not make it late. */
export const isReturnLate = (
  { dueOn, firstSignedOn }: { dueOn: string; firstSignedOn: string | null },
  today: string,
): boolean => (firstSignedOn ?? today) > dueOn
