import type { media } from '#db/vocabulary.ts'
import { type HourRead, hoursOfDay, type Limit } from '#domain/monitoring/rules/rates/hours.ts'

/** What of a day's valid hours is kept for signs: a few figures instead of the hours themselves. */
export interface Shape {
  longestRun: number
  roughness: number | null
  below: number
  under: number
  above: number
  prints: number[]
}

const quarter = 6
const leastPairs = 6
/** Different values below which a stretch may be the same as another by chance. */
const leastDistinct = 4

/** The shape of a day's valid hours. */
export function shapeOf(
  hours: readonly (HourRead | undefined)[],
  { limit, medium }: { limit: Limit | null; medium: (typeof media)[number] },
): Shape {
  const values = hours.flatMap((read) => (read?.value == null ? [] : [read.value]))
  const band = (from: number, to: number) =>
    limit && limit.limitMin === null && limit.limitMax > 0
      ? values.filter((value) => value > from * limit.limitMax && value <= to * limit.limitMax).length
      : 0
  return {
    longestRun: longestRun(hours, medium),
    roughness: roughness(hours),
    below: band(0.96, 0.98),
    under: band(0.98, 1),
    above: band(1, 1.02),
    prints: prints(hours),
  }
}

/**
 * Hours on end that do not move: the value is that of the hour before, or, of gases, which are measured without a break, the hour's
 * lowest and highest are the same.
 */
function longestRun(hours: readonly (HourRead | undefined)[], medium: (typeof media)[number]): number {
  let run = 0
  let longest = 0
  hours.forEach((read, hour) => {
    const before = hours[hour - 1]
    const isFlat = medium === 'air' && read?.min != null && read.min === read.max
    const isSame = read?.value != null && before?.value === read.value
    run = !read ? 0 : isFlat || isSame ? Math.max(run, isSame && run === 0 ? 1 : 0) + 1 : 0
    longest = Math.max(longest, run)
  })
  return longest
}

/** The mean step from an hour to the next as a share of the mean, at most 2; null of too few. */
function roughness(hours: readonly (HourRead | undefined)[]): number | null {
  let steps = 0
  let pairs = 0
  let level = 0
  for (let hour = 1; hour < hoursOfDay; hour++) {
    const [a, b] = [hours[hour - 1]?.value, hours[hour]?.value]
    if (a == null || b == null) continue
    steps += Math.abs(b - a)
    level += (Math.abs(a) + Math.abs(b)) / 2
    pairs++
  }
  return pairs < leastPairs || level === 0 ? null : Number((steps / level).toFixed(5))
}

/** One number for each quarter of the day whose six hours are all there and move. */
function prints(hours: readonly (HourRead | undefined)[]): number[] {
  const found: number[] = []
  for (let start = 0; start < hoursOfDay; start += quarter) {
    const texts = hours
      .slice(start, start + quarter)
      .flatMap((read) => (read?.value == null ? [] : [read.value.toPrecision(5)]))
    if (texts.length === quarter && new Set(texts).size >= leastDistinct) found.push(print(texts.join(' ')))
  }
  return found
}

/** 53 bits of a text (two rounds of FNV-1a): enough that two of a city's months are not the same by chance. */
function print(text: string): number {
  let low = 0x811c9dc5
  let high = 0x9dc5811c
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ (code + i), 0x01000193)
  }
  return (high >>> 11) * 0x1_0000_0000 + (low >>> 0)
}
