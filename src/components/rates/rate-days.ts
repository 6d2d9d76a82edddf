import type { DayRate } from '#domain/monitoring/queries/rates/rates.ts'
import { rateOfCounts } from '#domain/monitoring/rules/rates/rate.ts'
import { formatDay } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { ratesMessages, rateText } from '#src/i18n/messages/rates.ts'

const height = 150
const top = 22
const bottom = 24
const left = 4

/** For a desk and for a telephone: the page shows one of them. */
export const rateDays = (days: readonly DayRate[], goal: number, title: string, locale: Locale): string =>
  `<div class="rate-wide">${draw(days, goal, title, locale, 1000, 7)}</div><div class="rate-narrow">${draw(days, goal, title, locale, 340, 10)}</div>`

/** The days of a month as bars up to 100 %, against the goal: the only heavy line. Below it a bar is vermilion and has a sign. */
function draw(
  days: readonly DayRate[],
  goal: number,
  title: string,
  locale: Locale,
  width: number,
  every: number,
): string {
  const say = ratesMessages[locale]
  const count = Math.max(28, days.length)
  const band = (width - 2 * left) / count
  const y = (share: number) => Number((top + (height - top - bottom) * (1 - share)).toFixed(1))
  const bars = days.map((day, i) => {
    const { rate } = rateOfCounts(day)
    const x = Number((left + i * band + band * 0.15).toFixed(1))
    const w = Number((band * 0.7).toFixed(1))
    const said = `<title>${formatDay(locale, day.day)} ${rateText(locale, rate)}</title>`
    if (rate === null)
      return `<rect class="rate-none" x="${x}" y="${y(1)}" width="${w}" height="${y(0) - y(1)}">${said}</rect>`
    const isBelow = rate < goal
    const sign = isBelow
      ? `<text class="rate-sign" x="${x + w / 2}" y="${Math.max(top - 6, y(rate) - 4)}" aria-hidden="true">▼</text>`
      : ''
    const form = day.isConfirmed ? '' : ' rate-open'
    const bar = `<rect class="${isBelow ? 'rate-below' : 'rate-met'}${form}" x="${x}" y="${y(rate)}" width="${w}" height="${Math.max(1, y(0) - y(rate)).toFixed(1)}">${said}</rect>`
    return bar + sign
  })
  const labels = days.flatMap(({ day }, i) =>
    i % every === 0
      ? [
          `<text class="rate-label" x="${(left + i * band).toFixed(1)}" y="${height - 6}">${formatDay(locale, day)}</text>`,
        ]
      : [],
  )
  return `<svg class="chart-drawing rate-days" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">${bars.join('')}
    <line class="rate-goal" x1="0" x2="${width}" y1="${y(goal)}" y2="${y(goal)}"/>
    <text class="rate-goal-label" x="${width}" y="${y(goal) - 5}">${say.goal(rateText(locale, goal))}</text>
    <line class="rate-axis" x1="0" x2="${width}" y1="${y(0)}" y2="${y(0)}"/>${labels.join('')}</svg>`
}
