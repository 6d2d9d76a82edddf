import type { dayMeanStates, media } from '#db/vocabulary.ts'
import { isNormal } from '#domain/monitoring/rules/live/value.ts'
import { airValidityOn, waterValidityOn } from '#domain/monitoring/rules/online-rules.ts'
import {
  type FlagReason,
  type HourRead,
  hoursOfDay,
  isOver,
  type Limit,
  type MarkKind,
  reasonOf,
  type TakenOutReason,
} from '#domain/monitoring/rules/rates/hours.ts'
import { type Shape, shapeOf } from '#domain/monitoring/rules/rates/shape.ts'

/** What a day of one factor at one outlet is closed from. All lists have 24 places. */
export interface DayInput {
  day: string
  medium: (typeof media)[number]
  hours: readonly (HourRead | undefined)[]
  /** Hours in which the outlet was stopped with approval. */
  stopped: readonly boolean[]
  marks: readonly (MarkKind | null)[]
  limit: Limit | null
  /** Water: m³ of each hour by the flow meter; undefined where none is known. */
  volumes?: readonly (number | null)[] | undefined
  /** What the device sent for the day itself. */
  deviceDay?: { value: number | null; flag: string | null; total: number | null } | undefined
}

/** raw = valid + flagged + missing, where raw is `due`; received = valid + flagged. */
export interface DayFigures extends Shape {
  stopped: number
  due: number
  received: number
  valid: number
  flaggedCount: number
  missing: number
  unflagged: number
  flagged: Partial<Record<FlagReason, number>>
  exceeded: number
  overHours: number
  takenOut: Partial<Record<TakenOutReason, number>>
  meanState: (typeof dayMeanStates)[number]
  mean: number | null
  deviceMean: number | null
  min: number | null
  max: number | null
  total: number | null
}

/** Closes a day: each of its 24 hours is stopped, or due; what is due is valid, flagged or missing. */
export function figuresOf(input: DayInput): DayFigures {
  const { day, medium, hours, stopped, marks, limit, volumes, deviceDay } = input
  const flagged: DayFigures['flagged'] = {}
  const takenOut: DayFigures['takenOut'] = {}
  const valid: (HourRead | undefined)[] = Array(hoursOfDay).fill(undefined)
  let missing = 0
  let stops = 0
  let flaggedCount = 0
  for (let hour = 0; hour < hoursOfDay; hour++) {
    const read = hours[hour]
    if (stopped[hour]) stops++
    else if (!read) missing++
    if (!read) continue
    const reason = reasonOf(read, marks[hour] ?? null)
    if (!stopped[hour]) {
      if (reason === null) valid[hour] = read
      else {
        flagged[reason] = (flagged[reason] ?? 0) + 1
        flaggedCount++
      }
    }
    const out = stopped[hour] ? 'stop' : reason
    if (out !== null && isOver(read.value, limit)) takenOut[out] = (takenOut[out] ?? 0) + 1
  }
  const found = valid.filter((read) => read !== undefined)
  const values = found.map(({ value }) => value as number)
  const due = hoursOfDay - stops
  const mean = meanOf({ day, medium, valid, due, volumes })
  const deviceMean = deviceDay && isNormal(deviceDay.flag) ? deviceDay.value : null
  const overHours = values.filter((value) => isOver(value, limit)).length
  const exceeded =
    medium === 'air' ? overHours : Number(mean.meanState === 'valid' && isOver(deviceMean ?? mean.mean, limit))
  return {
    stopped: stops,
    due,
    received: found.length + flaggedCount,
    valid: found.length,
    flaggedCount,
    missing,
    unflagged: found.filter(({ flag }) => flag === null).length,
    flagged,
    exceeded,
    overHours,
    takenOut,
    ...mean,
    deviceMean,
    min: values.length > 0 ? Math.min(...values) : null,
    max: values.length > 0 ? Math.max(...values) : null,
    total: deviceDay?.total ?? totalOf(found),
    ...shapeOf(valid, { limit, medium }),
  }
}

interface MeanInput extends Pick<DayInput, 'day' | 'medium' | 'volumes'> {
  valid: readonly (HourRead | undefined)[]
  due: number
}

/**
 * The day's mean. Gas: plain, of at least 20 valid hours. Water: weighted by volume where the volume of each valid hour is known,
 * of at least 75 % of the hours in which water ran; a day on which none ran has no mean and misses nothing.
 */
function meanOf({ day, medium, valid, due, volumes }: MeanInput): Pick<DayFigures, 'meanState' | 'mean'> {
  if (due === 0) return { meanState: 'stopped', mean: null }
  const hours = valid.flatMap((read, hour) =>
    read ? [{ value: read.value as number, volume: volumes?.[hour] ?? null }] : [],
  )
  if (medium === 'air')
    return hours.length >= airValidityOn(day).hoursOfDay
      ? { meanState: 'valid', mean: plainMean(hours.map(({ value }) => value)) }
      : { meanState: 'too_few', mean: null }
  const isWeighed = hours.length > 0 && hours.every(({ volume }) => volume !== null && volume >= 0)
  const running = isWeighed ? hours.filter(({ volume }) => volume !== 0) : hours
  const still = hours.length - running.length
  if (isWeighed && running.length === 0) return { meanState: 'no_discharge', mean: null }
  if (running.length === 0 || running.length < waterValidityOn(day).shareOfDay * (due - still))
    return { meanState: 'too_few', mean: null }
  const mean = isWeighed ? weightedMean(running) : plainMean(running.map(({ value }) => value))
  return { meanState: 'valid', mean }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
const plainMean = (values: readonly number[]) => Number((sum(values) / values.length).toPrecision(6))
const weightedMean = (hours: readonly { value: number; volume: number | null }[]) =>
  Number(
    (
      sum(hours.map(({ value, volume }) => value * (volume ?? 0))) / sum(hours.map(({ volume }) => volume ?? 0))
    ).toPrecision(6),
  )

/** The hours' amounts; null where none was sent. */
function totalOf(hours: readonly HourRead[]): number | null {
  const totals = hours.flatMap(({ total }) => total ?? [])
  return totals.length > 0 ? Number(sum(totals).toPrecision(10)) : null
}

/** Whether a month of gas has enough valid days for a mean; of water no rule asks for a number. */
export function isMonthValid(month: string, validDays: number, medium: DayInput['medium']): boolean {
  if (medium === 'water') return validDays > 0
  const rule = airValidityOn(`${month}-01`)
  return validDays >= (month.endsWith('-02') ? rule.daysOfFebruary : rule.daysOfMonth)
}
