import type { installGroups } from '#db/vocabulary.ts'
import { addDays, cityDate } from '#platform/clock.ts'
import { addWorkdays } from '#platform/workdays.ts'
import reference from '../../../../content/reference/device-rules.json' with { type: 'json' }

interface Dated {
  validFrom: string
  validTo: string | null
}
type Mark = 'text' | 'public' | 'memory' | 'portal'
interface Figure<T> {
  value: T
  mark: Mark
}

export interface GroupRule extends Dated {
  group: Exclude<(typeof installGroups)[number], 'other'>
  mark: Mark
  sectorCodes: string[] | null
  industryPrefixes: string[] | null
  onlyKeyPolluters: boolean
  /** Of an outlet that has a limit for one of these. */
  factorCodes: string[] | null
}
interface FaultRule extends Dated {
  reportHours: Figure<number>
  repair: { hours?: number; workingDays?: number; mark: Mark }
  samplesPerDay: Figure<number>
  mostHoursApart: Figure<number>
}
interface StopRule extends Dated {
  answer: { days?: number; workingDays?: number; mark: Mark }
  silenceIsConsent: Figure<boolean>
}

const holds = ({ validFrom, validTo }: Dated, day: string) => validFrom <= day && (validTo === null || day < validTo)
function inForce<T extends Dated>(sets: readonly T[], day: string): T {
  const set = sets.find((each) => holds(each, day))
  if (!set) throw new RangeError(`no rules of devices for ${day}`)
  return set
}

/** Who must install, by the rules of a day. content/reference/device-rules.json */
export const groupsOn = (day: string) => (reference.groups as GroupRule[]).filter((each) => holds(each, day))
/** An outlet with a limit for one of these is a main one. */
export const mainFactorCodes: readonly string[] = reference.mainFactorCodes.value
export const faultRuleOn = (day: string) => inForce(reference.faults as FaultRule[], day)
export const stopRuleOn = (day: string) => inForce(reference.stops as StopRule[], day)
export const { acceptance, checks, raised, plausibility } = reference

const hourMs = 3_600_000
/** 24:00 of a day in the city. */
const endOf = (day: string) => new Date(Date.parse(`${addDays(day, 1)}T00:00:00+08:00`))

/** Until when a fault is reported and repaired, by the rules of the day it began, and how often a sample is taken meanwhile. */
export function faultClocks(beganAt: Date) {
  const day = cityDate(beganAt)
  const { reportHours, repair, samplesPerDay } = faultRuleOn(day)
  return {
    reportDueAt: new Date(beganAt.getTime() + reportHours.value * hourMs),
    repairDueAt:
      repair.workingDays === undefined
        ? new Date(beganAt.getTime() + (repair.hours ?? 0) * hourMs)
        : endOf(addWorkdays(day, repair.workingDays)),
    samplesPerDay: samplesPerDay.value,
  }
}

/** The last day on which an application is answered; after it silence is consent where the rule says so. */
export function answerDueOn(appliedOn: string): string {
  const { answer } = stopRuleOn(appliedOn)
  return answer.workingDays === undefined
    ? addDays(appliedOn, answer.days ?? 0)
    : addWorkdays(appliedOn, answer.workingDays)
}

/** 验收备案: the last day on which an accepted device is signed off. */
export const signOffDueOn = (acceptedOn: string) => addWorkdays(acceptedOn, acceptance.signOffWorkingDays.value)
