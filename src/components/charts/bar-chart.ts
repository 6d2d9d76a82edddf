import { drawChart } from '#src/components/charts/draw.ts'
import { palette } from '#src/components/charts/palette.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { chartMessages } from '#src/i18n/messages/charts.ts'

export interface ComparedBar {
  name: string
  value: number | null
  /** Why there is no value. */
  why?: string
  /** The one that the others are set beside. */
  isOwn?: boolean
  isOver?: boolean
}

export interface BarChart {
  id: string
  title: string
  bars: ComparedBar[]
  limit?: number | null
  /** What the line is where it is no emission limit. */
  limitText?: string
  unit: string
  locale: Locale
}

const width = 360
const rowHeight = 44

/** Bars from zero beside each other: the firm's own full, the others hollow, each with its name and number above it. */
export function barChart({ id, title, bars, limit = null, limitText, unit, locale }: BarChart): string {
  const say = chartMessages[locale]
  const n = (value: number) => formatNumber(locale, value)
  const measure = (value: number) => `${n(value)}${unit && ` ${unit}`}`
  const top = limit === null ? 4 : 24
  const text = ({ name, value, why, isOver }: ComparedBar) => {
    const said = value === null ? (why ?? say.noValue) : measure(value)
    const sign = isOver ? '▲ ' : ''
    return sign + say.bar(shorten(name, roomEm - widthEm(sign + said) - 1), said, false)
  }
  const most = Math.max(...bars.map(({ value }) => value ?? 0), limit ?? 0) || 1
  return drawChart({
    id,
    title,
    description: bars
      .map(
        ({ name, value, why, isOver }) =>
          `${say.bar(name, value === null ? (why ?? say.noValue) : measure(value), isOver ?? false)}${locale === 'zh' ? '。' : '.'}`,
      )
      .join(' '),
    width,
    height: top + bars.length * rowHeight + 4,
    option: {
      grid: { left: 1, right: 8, top, bottom: 4 },
      xAxis: { type: 'value', min: 0, max: most * 1.04, show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map(({ name }) => name),
        axisLabel: { show: false },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: palette.soft } },
      },
      series: [
        {
          type: 'bar',
          clip: false,
          barWidth: 12,
          barMinHeight: 1,
          data: bars.map((bar) => ({
            value: bar.value ?? 0,
            itemStyle: styleOf(bar),
            label: {
              show: true,
              position: [2, -17],
              align: 'left',
              fontSize: 13,
              fontWeight: bar.isOwn ? 'bold' : 'normal',
              color: bar.isOver ? palette.vermilion : bar.value === null ? palette.soft : palette.ink,
              formatter: () => text(bar),
            },
          })),
          ...(limit === null
            ? {}
            : { markLine: limitMark(limit, limit / most, limitText ?? say.limit(measure(limit))) }),
        },
      ],
    },
    say: (_, i) => {
      const bar = bars[i]
      return bar && bar.value !== null ? say.bar(bar.name, measure(bar.value), bar.isOver ?? false) : undefined
    },
  })
}

function styleOf({ isOwn, isOver, value }: ComparedBar) {
  const colour = isOver ? palette.vermilion : isOwn ? palette.river : palette.slate
  if (value === null) return { color: 'none' }
  return isOwn ? { color: colour } : { color: palette.paper, borderColor: colour, borderWidth: 1.5 }
}

/** `share`: how far to the right it stands; the text leans back from an edge. */
const limitMark = (limit: number, share: number, text: string) => ({
  silent: true,
  symbol: 'none',
  lineStyle: { color: palette.limit, width: 2.5, type: 'solid' },
  label: {
    position: 'start',
    formatter: text,
    align: share > 0.75 ? 'right' : share < 0.25 ? 'left' : 'center',
    color: palette.ink,
    fontSize: 12,
    fontWeight: 'bold',
  },
  data: [{ xAxis: limit }],
})

/** What fits above a bar, in widths of a Chinese character; others are taken as a little over half of one. */
const roomEm = 26
const widthEm = (text: string) => [...text].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/.test(sign) ? 1 : 0.56), 0)

/** The whole name stands in the description, where the bar is pointed at, and in the table. */
function shorten(name: string, roomEm: number): string {
  if (widthEm(name) <= roomEm) return name
  let kept = ''
  for (const sign of name) {
    if (widthEm(kept + sign) > roomEm - 1) break
    kept += sign
  }
  return `${kept.trimEnd()}…`
}
