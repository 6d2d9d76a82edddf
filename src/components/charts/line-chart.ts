import { limitLabel, limitLook, timeAxis, valueAxis } from '#src/components/charts/axes.ts'
import { drawChart } from '#src/components/charts/draw.ts'
import { palette, type SeriesKind, seriesKinds } from '#src/components/charts/palette.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { chartMessages } from '#src/i18n/messages/charts.ts'

export interface TrendPoint {
  /** Null: no value, for the reason in `why` (or none is known). */
  value: number | null
  why?: string
  /** Judged by who knows how (enterprise/rules/limit.ts); here nothing is compared. */
  isOver?: boolean
}

export interface LineChart {
  id: string
  title: string
  /** Without a gap, oldest first; every series and the limits have one entry for each. */
  years: number[]
  /** What stands for a year where the axis counts something else, such as quarters; and where the axis says it. */
  name?: (year: number) => string
  ticks?: number[]
  series: { name: string; kind: SeriesKind; points: TrendPoint[] }[]
  /** The limit of each year; a range such as pH has a lower one too. Null: none applies. */
  limit?: { max: (number | null)[]; min?: (number | null)[] }
  /** What the heavy line is: an emission limit, or a permitted total. */
  against?: 'limit' | 'permit'
  unit: string
  locale: Locale
}

const width = 360
const height = 232

/** Values over the years; the limit is the only heavy line. Every value over it is larger and carries ▲ and its number. */
export function lineChart({
  id,
  title,
  years,
  name = String,
  ticks = years,
  series,
  limit,
  against = 'limit',
  unit,
  locale,
}: LineChart): string {
  const say = chartMessages[locale]
  const n = (value: number) => formatNumber(locale, value)
  const [first = 0, last = 0] = [years[0], years.at(-1)]
  const scale = scaleOf(series, limit)
  const limits = [limit?.max, limit?.min].filter((values) => values !== undefined)
  const named = furthestOver(years, series)
  const drawn = series.map(({ kind, points }) =>
    trend(kind, years, points, (point, i) => {
      if (!named.has(point)) return undefined
      return {
        text: `▲ ${n(point.value as number)}`,
        isBelow: (point.value as number) < (limit?.min?.[i] ?? Number.NEGATIVE_INFINITY),
      }
    }),
  )
  const gaps = years.filter((_, i) => series.every(({ points }) => (points[i]?.value ?? null) === null))
  return drawChart({
    id,
    title,
    description: describe({ series, years, name, locale, unit }),
    width,
    height,
    option: {
      grid: { left: 8, right: 12, top: 26, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: timeAxis(first - 0.5, last + 0.5, { customValues: ticks, formatter: name }),
      yAxis: { ...valueAxis(unit, n, 24, 10), ...scale },
      series: [
        ...drawn,
        ...limits.map((values) => limitLine(years, values, (value) => say[against](n(value)))),
        {
          type: 'scatter',
          silent: true,
          symbol: hatch,
          symbolSize: [14, 12],
          symbolOffset: [0, -8],
          itemStyle: { color: 'none', borderColor: palette.slate, borderWidth: 1 },
          data: gaps.map((year) => [year, scale.min]),
        },
      ],
    },
    say: (s, i) => {
      const [one, year] = [series[s], years[i]]
      const point = one?.points[i]
      return one && point?.value !== null && point?.value !== undefined
        ? say.point(one.name, name(year ?? 0), `${n(point.value)}${unit && ` ${unit}`}`, point.isOver ?? false)
        : undefined
    },
  })
}

/** Three strokes, as everywhere where there is no value. */
const hatch = 'path://M0 12L8 0M4 12L12 0M8 12L16 0'

/** Of the values over their limit in one year the furthest carries its number; the others would stand on top of it. */
function furthestOver(years: number[], series: LineChart['series']): Set<TrendPoint> {
  const over = years.map((_, i) =>
    series.flatMap(({ points }) => points[i] ?? []).filter(({ value, isOver }) => isOver && value !== null),
  )
  return new Set(over.flatMap((points) => points.sort((a, b) => (b.value as number) - (a.value as number)).slice(0, 1)))
}

type Named = (point: TrendPoint, index: number) => { text: string; isBelow: boolean } | undefined

function trend(kind: SeriesKind, years: number[], points: TrendPoint[], named: Named) {
  const { colour, symbol, dash } = seriesKinds[kind]
  return {
    type: 'line',
    clip: false,
    symbol,
    showAllSymbol: true,
    lineStyle: { color: colour, width: 1.5, type: dash },
    itemStyle: { color: colour, borderColor: colour },
    data: points.map((point, i) => {
      const name = named(point, i)
      const label = {
        show: true,
        position: name?.isBelow ? 'bottom' : 'top',
        color: palette.vermilion,
        fontSize: 12,
        fontWeight: 'bold',
        formatter: name?.text,
      }
      const over = { symbolSize: 11, itemStyle: { color: palette.vermilion, borderColor: palette.vermilion } }
      return { value: [years[i], point.value], symbolSize: 7, ...(point.isOver && over), ...(name && { label }) }
    }),
  }
}

/** A step for each year, with its number at the first year and wherever it changes. */
function limitLine(years: number[], values: (number | null)[], text: (value: number) => string) {
  const data = years.flatMap((year, i) => {
    const value = values[i] ?? null
    const isNew = value !== null && value !== values[i - 1]
    const label = limitLabel(isNew ? text(value) : undefined)
    return [{ value: [year - 0.5, value], label }, { value: [year + 0.5, value] }]
  })
  return { ...limitLook, data }
}

/** From zero; for a range such as pH from a little below its lower limit. */
function scaleOf(
  series: LineChart['series'],
  limit: LineChart['limit'],
): { min: number; max?: number; interval?: number } {
  const lower = (limit?.min ?? []).filter((value) => value !== null)
  const all = [...series.flatMap(({ points }) => points.map(({ value }) => value)), ...(limit?.max ?? [])].filter(
    (value) => value !== null,
  )
  if (lower.length > 0)
    return { min: Math.floor(Math.min(...lower, ...all)) - 1, max: Math.ceil(Math.max(...all, 0)) + 1 }
  return all.length > 0 ? { min: 0 } : { min: 0, max: 1, interval: 1 }
}

type Described = Pick<LineChart, 'series' | 'years' | 'locale' | 'unit'> & { name: (year: number) => string }

function describe({ series, years, name, locale, unit }: Described): string {
  const say = chartMessages[locale]
  const n = (value: number) => formatNumber(locale, value)
  const text = ({ value, why, isOver }: TrendPoint) =>
    value === null ? (why ?? say.noValue) : `${n(value)}${isOver ? ` ${say.over}` : ''}`
  return series
    .map((one) =>
      say.series(
        one.name,
        unit,
        one.points.map((point, i) => `${name(years[i] ?? 0)}: ${text(point)}`).join(say.comma),
      ),
    )
    .join(' ')
}
