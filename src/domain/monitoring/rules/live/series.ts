import { addDays, cityDate, daysBetween } from '#platform/clock.ts'

/** How a curve is stepped: what devices send, and months, which are means of valid days. */
export const seriesSteps = ['realtime', 'hour', 'day', 'month'] as const
export type SeriesStep = (typeof seriesSteps)[number]

/** The longest span of one answer, in days; and what is shown where nobody asks for a span. */
export const seriesSpans: Record<SeriesStep, { most: number; usual: number }> = {
  realtime: { most: 2, usual: 1 },
  hour: { most: 366, usual: 31 },
  day: { most: 3653, usual: 366 },
  month: { most: 7305, usual: 3653 },
}

/** From the first day to the last, both included. */
export interface DaySpan {
  from: string
  to: string
}

export type SpanProblem = 'reversed' | 'too_long' | 'future'

/** The span that is shown, and what was wrong with what was asked for: then the usual one stands for it. */
export function spanOf(
  step: SeriesStep,
  { from, to }: { from?: string | undefined; to?: string | undefined },
  today: string,
): DaySpan & { problem?: SpanProblem } {
  const { most, usual } = seriesSpans[step]
  const usualSpan = { from: addDays(today, 1 - usual), to: today }
  if (from === undefined && to === undefined) return usualSpan
  const last = to ?? (from && addDays(from, usual - 1) < today ? addDays(from, usual - 1) : today)
  const first = from ?? addDays(last, 1 - usual)
  if (first > last) return { ...usualSpan, problem: from !== undefined && from > today ? 'future' : 'reversed' }
  if (daysBetween(first, last) + 1 > most) return { ...usualSpan, problem: 'too_long' }
  return { from: first, to: last }
}

/** The instants between which a span lies: its first moment, and the first after it. */
export const instantsOf = ({ from, to }: DaySpan): { start: Date; end: Date } => ({
  start: new Date(`${from}T00:00:00+08:00`),
  end: new Date(`${addDays(to, 1)}T00:00:00+08:00`),
})

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/**
 * The starts of all periods of a span that are over by `now`, oldest first: what a device that misses nothing has sent. Real-time
 * values have no periods.
 */
export function periodsOf(step: SeriesStep, span: DaySpan, now: Date): Date[] {
  const { start, end } = instantsOf(span)
  if (step === 'realtime') return []
  if (step === 'month') return monthsOf(span, now)
  const length = step === 'hour' ? hourMs : dayMs
  const last = Math.min(end.getTime(), now.getTime()) - length
  const starts: Date[] = []
  for (let ms = start.getTime(); ms <= last; ms += length) starts.push(new Date(ms))
  return starts
}

function monthsOf({ from, to }: DaySpan, now: Date): Date[] {
  const last = cityDate(now) < to ? cityDate(now) : to
  const starts: Date[] = []
  for (let month = from.slice(0, 7); month <= last.slice(0, 7); month = addDays(`${month}-01`, 31).slice(0, 7))
    starts.push(new Date(`${month}-01T00:00:00+08:00`))
  return starts
}

/** Neighbours with the same reason, as one: `from` and `to` are places in the list, both included. */
export function runsOf<T>(points: readonly T[], reason: (point: T) => string | null) {
  const runs: { from: number; to: number; why: string }[] = []
  points.forEach((point, place) => {
    const why = reason(point)
    const last = runs.at(-1)
    if (why === null) return
    if (last && last.why === why && last.to === place - 1) last.to = place
    else runs.push({ from: place, to: place, why })
  })
  return runs
}

/**
 * About `most` points: of each stretch its lowest and highest, in their order, so that no peak is lost; and a place without a
 * value where it has one.
 */
export function thinned<T extends { value: number | null }>(points: readonly T[], most: number): T[] {
  if (points.length <= most) return [...points]
  const size = Math.ceil((points.length * 2) / most)
  const kept: T[] = []
  for (let start = 0; start < points.length; start += size) {
    const stretch = points.slice(start, start + size)
    const sorted = stretch
      .filter(({ value }) => value !== null)
      .sort((a, b) => (a.value as number) - (b.value as number))
    const chosen = new Set([sorted[0], sorted.at(-1), stretch.find(({ value }) => value === null)])
    kept.push(...stretch.filter((point) => chosen.has(point)))
  }
  return kept
}
