import { perHundred, quarterOf, type StatisticsLine, type TableName } from '#src/components/board/statistics.ts'
import { barChart } from '#src/components/charts/bar-chart.ts'
import { lineChart } from '#src/components/charts/line-chart.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { statisticsMessages } from '#src/i18n/messages/statistics.ts'

export interface DrawnChart {
  caption: string
  drawing: string
}

/** More bars than these say nothing at a glance; the table has them all. */
const mostBars = 12

/** The largest first, by cases or by cases for each hundred firms. */
export function barsOf(name: TableName, lines: StatisticsLine[], isPerHundred: boolean, locale: Locale): DrawnChart {
  const say = statisticsMessages[locale]
  const value = ({ cases, firms }: StatisticsLine) => (isPerHundred ? perHundred(cases, firms) : cases)
  const caption = `${say[name]}${locale === 'zh' ? '：' : ': '}${isPerHundred ? say.basisPer100 : say.basisCases}`
  const bars = lines
    .map((line) => ({ name: line.name, value: value(line), isOwn: true }))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
    .slice(0, mostBars)
  const unit = isPerHundred ? say.unitPer100 : say.unit
  return { caption, drawing: barChart({ id: `chart-${name}`, title: caption, bars, unit, locale }) }
}

/** Cases and fines quarter by quarter; a quarter without a case stands at zero. */
export function quarterCharts(lines: StatisticsLine[], locale: Locale): { cases: DrawnChart; fines: DrawnChart } {
  const say = statisticsMessages[locale]
  const place = ({ code }: StatisticsLine) => {
    const [year, quarter] = quarterOf(code)
    return year * 4 + quarter - 1
  }
  const found = new Map(lines.map((line) => [place(line), line]))
  const first = Math.min(...found.keys())
  const last = Math.max(...found.keys())
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i)
  const name = (n: number) => say.quarterShort(Math.floor(n / 4), (n % 4) + 1)
  const every = Math.ceil(years.length / 5)
  const draw = (id: string, caption: string, value: (line: StatisticsLine) => number, unit: string): DrawnChart => ({
    caption,
    drawing: lineChart({
      id,
      title: caption,
      years,
      name,
      ticks: years.filter((_, i) => i % every === 0),
      series: [
        {
          name: caption,
          kind: 'own',
          points: years.map((n) => {
            const line = found.get(n)
            return { value: line ? value(line) : 0 }
          }),
        },
      ],
      unit,
      locale,
    }),
  })
  return {
    cases: draw('chart-quarter', say.quarters, ({ cases }) => cases, say.unit),
    fines: draw('chart-fines', say.fines, ({ fineFen }) => Math.round((fineFen ?? 0) / 1_000_000), say.tenThousand),
  }
}
