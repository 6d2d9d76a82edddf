import type { SeriesPoint } from '#domain/monitoring/queries/live/series.ts'
import { type DaySpan, instantsOf, runsOf, type SeriesStep, thinned } from '#domain/monitoring/rules/live/series.ts'
import { isNormal } from '#domain/monitoring/rules/live/value.ts'
import { addDays, daysBetween } from '#platform/clock.ts'
import type { DrawnPoint, SeriesChart } from '#src/components/charts/series-chart.ts'
import { formatDate, formatDay, formatTime } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { whyText } from '#src/i18n/messages/live.ts'

const lengths: Record<SeriesStep, number> = { realtime: 0, hour: 3_600_000, day: 86_400_000, month: 30 * 86_400_000 }
/** More would stand on top of each other. */
const mostDrawn = 1_500

/** When a period is, in words: a moment, an hour, a day, a month. */
export function periodName(locale: Locale, step: SeriesStep, at: Date): string {
  if (step === 'day') return formatDate(locale, at)
  if (step === 'month') return monthName(locale, formatDate('zh', at))
  if (step === 'hour') return formatTime(locale, at)
  const seconds = String(at.getUTCSeconds()).padStart(2, '0')
  return `${formatTime(locale, at)}:${seconds}`
}

function monthName(locale: Locale, zh: string): string {
  const [, year = '', month = ''] = /^(\d+)年(\d+)月/.exec(zh) ?? []
  return locale === 'zh' ? `${year}年${month}月` : `${year}-${month.padStart(2, '0')}`
}

export interface SeriesCounts {
  valid: number
  flagged: number
  missing: number
  over: number
}

export function countPoints(points: readonly SeriesPoint[]): SeriesCounts {
  const counts = { valid: 0, flagged: 0, missing: 0, over: 0 }
  for (const { value, flag, standing } of points) {
    if (value === null) counts.missing++
    else if (isNormal(flag)) counts.valid++
    else counts.flagged++
    if (standing === 'over') counts.over++
  }
  return counts
}

/** What the chart is given: points, gaps with their reasons, ticks for the days that fit. */
export function seriesView(
  points: readonly SeriesPoint[],
  step: SeriesStep,
  span: DaySpan,
  locale: Locale,
): Pick<SeriesChart, 'points' | 'gaps' | 'startMs' | 'endMs' | 'ticks' | 'nameOf'> {
  const { start, end } = instantsOf(span)
  const length = lengths[step]
  const runs = runsOf(points, ({ value, why }) => (value === null ? (why ?? 'not_received') : null))
  const gaps = runs.flatMap(({ from, to, why }) => {
    const [first, last] = [points[from], points[to]]
    if (!first || !last) return []
    const names = [periodName(locale, step, first.at), periodName(locale, step, last.at)]
    const when = first === last ? names[0] : names.join(locale === 'zh' ? ' 至 ' : ' to ')
    return {
      fromMs: first.at.getTime(),
      toMs: last.at.getTime() + length,
      text: `${when}${locale === 'zh' ? '：' : ': '}${whyText(locale, why)}`,
    }
  })
  return {
    points: thinned(points, mostDrawn).map(drawnPoint),
    gaps,
    startMs: start.getTime(),
    endMs: end.getTime(),
    ticks: ticksOf(step, span, locale),
    nameOf: (ms) => periodName(locale, step, new Date(ms)),
  }
}

const drawnPoint = ({ at, value, flag, standing, limitMin, limitMax }: SeriesPoint): DrawnPoint => ({
  ms: at.getTime(),
  value,
  isFlagged: !isNormal(flag),
  isOver: standing === 'over',
  limitMin,
  limitMax,
})

/** Four to eight places on the axis: hours of one or two days, else days, months or years. */
function ticksOf(step: SeriesStep, { from, to }: DaySpan, locale: Locale): { ms: number; text: string }[] {
  const days = daysBetween(from, to) + 1
  const at = (day: string, hour = 0) => new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`).getTime()
  if (days <= 2 && step !== 'day') {
    const hours = days === 1 ? [0, 6, 12, 18] : [0, 12]
    return Array.from({ length: days }, (_, d) => addDays(from, d)).flatMap((day) =>
      hours.map((hour) => ({
        ms: at(day, hour),
        text: hour === 0 ? formatDay(locale, day) : `${String(hour).padStart(2, '0')}:00`,
      })),
    )
  }
  if (days > 800) {
    const years = Array.from(
      { length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1 },
      (_, i) => Number(from.slice(0, 4)) + i,
    )
    return years.map((year) => ({ ms: at(`${year}-01-01`), text: String(year) })).filter(({ ms }) => ms >= at(from))
  }
  const every = Math.ceil(days / 5)
  return Array.from({ length: Math.ceil(days / every) }, (_, i) => addDays(from, i * every)).map((day) => ({
    ms: at(day),
    text: days > 200 ? monthName(locale, formatDate('zh', day)) : formatDay(locale, day),
  }))
}
