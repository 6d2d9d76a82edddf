import { limitLabel, limitLook, timeAxis, valueAxis } from '#src/components/charts/axes.ts'
import { drawChart } from '#src/components/charts/draw.ts'
import { palette } from '#src/components/charts/palette.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { chartMessages } from '#src/i18n/messages/charts.ts'

export interface DrawnPoint {
  ms: number
  value: number | null
  /** A flag took it out: drawn hollow, not joined. */
  isFlagged: boolean
  isOver: boolean
  limitMin: number | null
  limitMax: number | null
}

export interface SeriesChart {
  id: string
  title: string
  description: string
  /** Oldest first. */
  points: readonly DrawnPoint[]
  /** Stretches without a value, with what they say when pointed at. */
  gaps: readonly { fromMs: number; toMs: number; text: string }[]
  startMs: number
  endMs: number
  ticks: readonly { ms: number; text: string }[]
  /** What a point says: its time in words. */
  nameOf: (ms: number) => string
  unit: string
  locale: Locale
  /** Drawing units: 360 for a phone, 900 for a desk. */
  width: number
}

/** Room that the axes take, as far as a script needs to know it to turn a place into a time. */
export const seriesMargins = { left: 44, right: 10 }
const height = 260
const mostNamed = 40

/** Values over time. The limit is the only heavy line; what is over it carries ▲, what is flagged is hollow, what is missing hatched. */
export function seriesChart(chart: SeriesChart): string {
  const { id, title, description, points, gaps, startMs, endMs, ticks, nameOf, unit, locale, width } = chart
  const say = chartMessages[locale]
  const n = (value: number) => formatNumber(locale, value)
  const plotWidth = width - seriesMargins.left - seriesMargins.right
  const hatched = hatchesOf(gaps, (endMs - startMs) / plotWidth)
  const scale = scaleOf(points)
  const texts = new Map(ticks.map(({ ms, text }) => [ms, text]))
  const flagged = points.filter(({ value, isFlagged }) => value !== null && isFlagged)
  const over = points.filter(({ value, isOver }) => value !== null && isOver)
  const highest = over.toSorted((a, b) => (b.value as number) - (a.value as number))[0]
  const text = ({ ms, value, isOver }: DrawnPoint) =>
    say.point('', nameOf(ms), `${n(value as number)}${unit && ` ${unit}`}`, isOver).trim()
  const lines = [limitSteps(points, 'limitMax', say.limit, n), limitSteps(points, 'limitMin', say.limit, n)]
  return drawChart({
    id,
    title,
    description,
    width,
    height,
    option: {
      grid: { ...seriesMargins, top: 30, bottom: 30 },
      xAxis: timeAxis(startMs, endMs, {
        hideOverlap: true,
        customValues: ticks.map(({ ms }) => ms),
        formatter: (ms: number) => texts.get(ms) ?? '',
      }),
      yAxis: { ...valueAxis(unit, n, 34, 14), ...scale },
      series: [
        {
          type: 'line',
          showAllSymbol: true,
          silent: true,
          clip: false,
          lineStyle: { color: palette.river, width: 1.5 },
          itemStyle: { color: palette.river },
          data: points.map((point, i) => ({
            value: [point.ms, isJoined(point) ? point.value : null],
            // One that stands alone has no line: a dot.
            symbol: isJoined(point) && !isJoined(points[i - 1]) && !isJoined(points[i + 1]) ? 'circle' : 'none',
            symbolSize: 4,
          })),
        },
        ...lines,
        {
          type: 'scatter',
          symbol: 'circle',
          symbolSize: 5,
          clip: false,
          itemStyle: { color: palette.paper, borderColor: palette.slate, borderWidth: 1.5, opacity: 1 },
          data: flagged.map(({ ms, value }) => [ms, value]),
        },
        {
          type: 'scatter',
          symbol: 'triangle',
          symbolSize: over.length > mostNamed ? 6 : 9,
          clip: false,
          itemStyle: { color: palette.vermilion, opacity: 1 },
          data: over.map((point) => ({
            value: [point.ms, point.value],
            ...(point === highest && {
              label: {
                show: true,
                position: 'top',
                color: palette.vermilion,
                fontSize: 12,
                fontWeight: 'bold',
                formatter: `▲ ${n(point.value as number)}`,
              },
            }),
          })),
        },
        {
          type: 'scatter',
          clip: false,
          itemStyle: { color: 'none', borderColor: palette.slate, borderWidth: 1 },
          symbol: hatch,
          symbolSize: [hatchWidth - 4, 10],
          symbolOffset: [0, -7],
          data: hatched.map(({ ms }) => [ms, scale.min]),
        },
      ],
    },
    say: (series, place) => {
      // The last three series, in this order; the ones before them are silent.
      const kind = series - 1 - lines.length
      const point = kind === 0 ? flagged[place] : kind === 1 ? over[place] : undefined
      return point ? text(point) : kind === 2 ? hatched[place]?.text : undefined
    },
  })
}

/** A value that no flag took out. */
const isJoined = (point: DrawnPoint | undefined) => point !== undefined && point.value !== null && !point.isFlagged

/** Three strokes, as everywhere where there is no value. */
const hatch = 'path://M0 10L6 0M6 10L12 0M12 10L18 0'
const hatchWidth = 22

/** As many signs as fit into each gap, at least one. */
function hatchesOf(gaps: SeriesChart['gaps'], msPerUnit: number): { ms: number; text: string }[] {
  return gaps.flatMap(({ fromMs, toMs, text }) => {
    const count = Math.max(1, Math.floor((toMs - fromMs) / msPerUnit / hatchWidth))
    return Array.from({ length: count }, (_, i) => ({ ms: fromMs + ((toMs - fromMs) * (i + 0.5)) / count, text }))
  })
}

/** A step where it changes, with its number there. */
function limitSteps(
  points: readonly DrawnPoint[],
  side: 'limitMax' | 'limitMin',
  say: (value: string) => string,
  n: (value: number) => string,
) {
  const steps = points.filter(
    (point, i) => point[side] !== points[i - 1]?.[side] || point[side] !== points[i + 1]?.[side],
  )
  return {
    ...limitLook,
    data: steps.map((point, i) => {
      const value = point[side]
      const isNew = value !== null && value !== steps[i - 1]?.[side]
      return { value: [point.ms, value], label: limitLabel(isNew ? say(n(value)) : undefined) }
    }),
  }
}

/** From zero; for a range such as pH from a little below its lower limit. */
function scaleOf(points: readonly DrawnPoint[]): { min: number; max?: number } {
  const values = points.flatMap(({ value, limitMin, limitMax }) =>
    [value, limitMin, limitMax].filter((v) => v !== null),
  )
  const hasLower = points.some(({ limitMin }) => limitMin !== null)
  if (values.length === 0) return { min: 0, max: 1 }
  const [low, high] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity])
  if (hasLower) return { min: Math.floor(low) - 1, max: Math.ceil(high) + 1 }
  return { min: Math.min(0, Math.floor(low)) }
}
