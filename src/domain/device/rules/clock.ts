import { checks } from '#domain/device/rules/terms.ts'
import { addDays, cityDate } from '#platform/clock.ts'

const hourMs = 3_600_000

export interface FaultTimes {
  beganAt: Date
  reportDueAt: Date
  reportedAt: Date
  repairDueAt: Date
  repairedAt: Date | null
}
/** Where a fault stands: whether its report and its repair kept their terms. */
export const faultStanding = ({ reportDueAt, reportedAt, repairDueAt, repairedAt }: FaultTimes, now: Date) => ({
  isReportLate: reportedAt > reportDueAt,
  isOpen: repairedAt === null,
  isRepairLate: (repairedAt ?? now) > repairDueAt,
})

/** Samples due by hand from the fault's beginning until it was repaired or now: so many a day, begun days in proportion. */
export function samplesDue({ beganAt, repairedAt }: FaultTimes, samplesPerDay: number, now: Date): number {
  const hours = ((repairedAt ?? now).getTime() - beganAt.getTime()) / hourMs
  return hours <= 0 ? 0 : Math.floor((hours * samplesPerDay) / 24)
}

/** When the next sample by hand is due while a device is out: so many hours after the last one, or after the fault began. */
export const nextSampleAt = (beganAt: Date, lastSampleAt: Date | null, mostHoursApart: number): Date =>
  new Date((lastSampleAt ?? beganAt).getTime() + mostHoursApart * hourMs)

/** The day by which the bureau checks a device again, from its last check or its registration. */
export function checkDueOn(lastOn: string, isNational: boolean): string {
  const months = isNational ? checks.nationalMonths.value : checks.otherMonths.value
  const [year = 0, month = 1, day = 1] = lastOn.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}

/** When a schedule's next visit is due: so many days after the last one, or after its beginning. */
export const visitDueOn = (fromOn: string, lastOn: string | null, everyDays: number) =>
  lastOn === null ? addDays(fromOn, everyDays - 1) : addDays(lastOn, everyDays)

export interface StopPeriod {
  kind: 'production' | 'device' | 'removal'
  state: 'applied' | 'approved' | 'silent' | 'refused' | 'withdrawn'
  fromAt: Date
  toAt: Date | null
  endedAt: Date | null
}
/** Consented to, and the moment lies in it. Its end is not in it. */
export const isWithinStop = ({ state, fromAt, toAt, endedAt }: StopPeriod, at: Date): boolean =>
  (state === 'approved' || state === 'silent') &&
  fromAt <= at &&
  (toAt === null || at < toAt) &&
  (endedAt === null || at < endedAt)

/** Consent by silence: the last day of the answer is over. */
export const isSilenceConsent = (answerDueOn: string, now: Date) => cityDate(now) > answerDueOn
