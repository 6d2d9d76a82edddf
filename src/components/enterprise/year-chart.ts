import type { EmissionSeries } from '#src/components/enterprise/emission-view.ts'
import { factorName } from '#src/components/enterprise/emission-view.ts'
import { unitText } from '#src/components/limit/limit-bar.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { recordMessages } from '#src/i18n/messages/record.ts'
import { escapeHtml } from '#src/text/escape-html.ts'

const width = 240
const height = 132
const left = 34
const right = 6
const top = 16
const bottom = 20

/**
 * One outlet and factor over the years as SVG: the limit is the only heavy line. `years` are those of the figures, the
 * same for all charts of the page, so that they can be compared by eye.
 */
export function yearChart(series: EmissionSeries, years: number[], locale: Locale): string {
  const byYear = new Map(series.rows.map((row) => [row.year - 1, row]))
  const scale = scaleOf(series)
  const step = (width - left - right) / years.length
  const x = (index: number) => n(left + step * (index + 0.5))
  const y = (value: number) =>
    n(height - bottom - ((value - scale.min) / (scale.max - scale.min)) * (height - top - bottom))

  const columns = years.map((year, i) => {
    const row = byYear.get(year)
    if (!row || row.concentrationMean === null) {
      const isNone = row?.concentrationState === 'below_detection' || row?.concentrationState === 'no_discharge'
      return isNone ? `<circle class="mark-none" cx="${x(i)}" cy="${height - bottom}" r="3"/>` : hatch(x(i), step)
    }
    const { concentrationMin: min, concentrationMean: mean, concentrationMax: max, judgement } = row
    const over = judgement.worst?.standing === 'over'
    const standing = judgement.worst?.standing ?? 'within'
    const at = over && min !== null && row.limitMin !== null && min < row.limitMin ? min : (max ?? mean)
    const mark = over ? `<path class="mark-over" d="M${x(i)} ${n(y(at) - 5)}l5 8h-10z"/>` : ''
    return `<path class="range-line range-${standing}" d="M${x(i)} ${y(min ?? mean)}V${y(max ?? mean)}"/><circle class="mark-${standing}" cx="${x(i)}" cy="${y(mean)}" r="3"/>${mark}`
  })
  const limits = years.map((year, i) => limitPath(byYear.get(year), left + step * i, step, y)).join('')
  const labels = years
    .map((year, i) => `<text class="axis-text" x="${x(i)}" y="${height - 6}" text-anchor="middle">${year}</text>`)
    .join('')
  const last = series.rows.findLast((row) => row.limitMax !== null)
  const limitLabel = last
    ? `<text class="limit-text" x="${width - right}" y="${n(y(last.limitMax as number) - 4)}" text-anchor="end">${escapeHtml(recordMessages[locale].limitLine(formatNumber(locale, last.limitMax as number)))}</text>`
    : ''
  const ticks = [scale.min, scale.max].map(
    (value) =>
      `<text class="axis-text" x="${left - 5}" y="${n(y(value) + 4)}" text-anchor="end">${formatNumber(locale, value)}</text>`,
  )
  return (
    `<svg class="year-chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(summary(series, years, locale))}">` +
    `<path class="axis" d="M${left} ${height - bottom}H${width - right}"/>${ticks.join('')}${labels}${columns.join('')}${limits}${limitLabel}</svg>`
  )
}

/** From zero, or for a range (pH) from a little below the lower limit; up to a round number above all values. */
function scaleOf({ rows }: EmissionSeries): { min: number; max: number } {
  const values = rows.flatMap(({ concentrationMax, concentrationMean, limitMax }) =>
    [concentrationMax, concentrationMean, limitMax].filter((value) => value !== null),
  )
  const highest = Math.max(...values, 0)
  const limitMin = Math.min(
    ...rows.flatMap((row) => (row.limitMin === null ? [] : [row.limitMin, row.concentrationMin ?? row.limitMin])),
  )
  if (Number.isFinite(limitMin)) return { min: Math.floor(limitMin) - 1, max: Math.ceil(highest) + 1 }
  return { min: 0, max: roundUp(highest * 1.12 || 1) }
}

/** The next of 1, 1.5, 2, 3, 4, 5, 6, 8 x 10^k. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= value) ?? 10
  return Number((step * power).toPrecision(6))
}

function limitPath(
  row: EmissionSeries['rows'][number] | undefined,
  from: number,
  step: number,
  y: (value: number) => number,
) {
  return [row?.limitMin, row?.limitMax]
    .filter((limit) => limit !== null && limit !== undefined)
    .map((limit) => `<path class="limit-line" d="M${n(from)} ${y(limit)}h${n(step)}"/>`)
    .join('')
}

function hatch(middle: number, step: number): string {
  const half = Math.min(9, step / 2 - 2)
  const lines = Array.from(
    { length: 9 },
    (_, i) => `M${n(middle - half)} ${height - bottom - 4 - i * 10}l${n(half * 2)} -10`,
  )
  return `<path class="mark-hatch" d="${lines.join('')}"/>`
}

function summary(series: EmissionSeries, years: number[], locale: Locale): string {
  const say = recordMessages[locale]
  const over = series.rows.filter(({ judgement }) => judgement.worst?.standing === 'over').map(({ year }) => year - 1)
  const unit = unitText(locale, series.unit)
  const what = `${series.outletCode} ${factorName(series, locale)}${unit ? ` (${unit})` : ''}`
  return say.chart(what, years[0] ?? 0, years.at(-1) ?? 0, over.join(locale === 'zh' ? '、' : ', '))
}

const n = (value: number) => Math.round(value * 10) / 10
