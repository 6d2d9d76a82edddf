import type { OrderLine } from '#domain/supervision/queries/list.ts'
import { type ClockStanding, clockOf, type OrderParty } from '#domain/supervision/rules/machine.ts'
import { formatNumber, formatTime } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { flagName } from '#src/i18n/messages/live.ts'
import { supervisionMessages } from '#src/i18n/messages/supervision.ts'
import { term } from '#src/i18n/terms.ts'

export const standingTones = {
  waiting: 'slate',
  overdue: 'vermilion',
  in_time: 'river',
  late: 'amber',
} as const satisfies Record<ClockStanding, string>
export const stateTones = { open: 'amber', answered: 'ink', closed: 'river' } as const

const minuteMs = 60_000

/** A length of time in its largest unit that says enough. */
function lengthText(locale: Locale, ms: number): string {
  const say = supervisionMessages[locale]
  const minutes = Math.max(1, Math.round(ms / minuteMs))
  if (minutes < 100) return say.minutes(minutes)
  return minutes < 48 * 60 ? say.hours(Math.round(minutes / 60)) : say.days(Math.round(minutes / 1440))
}

type Clocked = Pick<OrderLine, 'operatorId' | 'firmAt' | 'operatorAt' | 'countyAt' | 'dueAt' | 'issuedAt'>

/** Where a party stands: what is left, how long it took, or by how much it is late. */
export function clockText(locale: Locale, order: Clocked, party: OrderParty, now: Date): string {
  const say = supervisionMessages[locale]
  const at = order[`${party}At`]
  const late = (until: Date) => lengthText(locale, until.getTime() - order.dueAt.getTime())
  switch (clockOf(order, party, now)) {
    case 'in_time':
      return say.inTime(lengthText(locale, (at as Date).getTime() - order.issuedAt.getTime()))
    case 'late':
      return say.late(late(at as Date))
    case 'overdue':
      return say.overdueFor(late(now))
    case 'waiting': {
      const minutes = Math.floor((order.dueAt.getTime() - now.getTime()) / minuteMs)
      return minutes < 100 ? say.minutesLeft(minutes) : say.hoursLeft(Math.floor(minutes / 60))
    }
  }
}

/** Why a period was taken out: a flag, a mark or a stop in words. */
export function whyText(locale: Locale, why: string): string {
  if (why.startsWith('flag_')) return flagName(locale, why.slice(5))
  if (why === 'stop') return locale === 'zh' ? '经同意停运' : 'approved stop'
  return term(locale, 'readingMarkKind', why.slice(5) as never)
}

/** How far over at most: 0.5 倍, or that it is outside of a range. */
export const multipleText = (locale: Locale, multiple: number | null) =>
  multiple === null
    ? supervisionMessages[locale].range
    : supervisionMessages[locale].times(formatNumber(locale, Number(multiple.toPrecision(2))))
export const factorsText = (locale: Locale, { factorsZh, factorsEn }: { factorsZh: string[]; factorsEn: string[] }) =>
  locale === 'zh' ? factorsZh.join('、') : factorsEn.join(', ')

/** The start of an hour, or a day, as the findings name it. */
export const hourText = (locale: Locale, at: Date) => formatTime(locale, at)
export const digits = (locale: Locale, value: number) => formatNumber(locale, Number(value.toPrecision(6)))
