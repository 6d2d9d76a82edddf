import type { valueStates } from '#db/vocabulary.ts'
import { hasMultiple, judgeAgainstLimit, type LimitJudgement } from '#domain/enterprise/rules/limit.ts'
import { formatNumber } from '#src/i18n/format.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { limitMessages, permitMessages } from '#src/i18n/messages/limit.ts'
import { term } from '#src/i18n/terms.ts'
import { escapeHtml } from '#src/text/escape-html.ts'

export interface LimitBarProps {
  /** As measured, in `unit`; null when there is none, `state` then says why. */
  value: number | null
  state: (typeof valueStates)[number] | null
  /** Why there is none, where no `state` says it. */
  why?: string | undefined
  /** pH only. */
  limitMin?: number | null
  limitMax: number | null
  unit: string
  /** A year's total stands against the permitted total, not a limit; the words say so. */
  against?: 'limit' | 'permit'
  locale: Locale
}

const wordsOf = { limit: limitMessages, permit: permitMessages }

/** The bar runs from zero to twice the limit, so that the limit stands in the same place in every row. */
const width = 112
const limitAt = width / 2

/**
 * The portal's one mark, as HTML: a bar from zero, a hairline at the limit, the value with its unit, the ratio in words.
 * Without a value it is a hatched bar with the reason.
 */
export function limitBar(props: LimitBarProps): string {
  const { value, state, limitMin = null, limitMax, unit, against = 'limit', locale } = props
  if (value === null)
    return noData(state ? term(locale, 'valueState', state) : (props.why ?? limitMessages[locale].notGiven))
  const judgement = judgeAgainstLimit({ value, limitMin, limitMax })
  const words = judgement ? limitWords(judgement, props) : wordsOf[against][locale].noLimit
  const drawing = judgement && limitMax !== null ? bar(value, limitMin, limitMax, judgement) : ''
  const sign = judgement?.standing === 'over' ? '▲ ' : ''
  return mark(
    judgement?.standing ?? 'unjudged',
    drawing,
    `${formatNumber(locale, value)}${unitHtml(locale, unit)}`,
    `${sign}${escapeHtml(words)}`,
  )
}

/** 限值 50 的 42% / 接近限值 50，达 89% / 超标 0.5 倍（限值 50）. */
export function limitWords(
  { standing, ratio, multiple }: LimitJudgement,
  {
    limitMin = null,
    limitMax,
    unit,
    against = 'limit',
    locale,
  }: Pick<LimitBarProps, 'limitMin' | 'limitMax' | 'unit' | 'against' | 'locale'>,
): string {
  const say = wordsOf[against][locale]
  const n = (value: number) => formatNumber(locale, value)
  if (limitMax === null) return say.noLimit
  if (limitMin !== null) {
    const range = `${n(limitMin)}–${n(limitMax)}`
    return standing === 'over' ? say.outsideRange(range) : say.insideRange(range)
  }
  if (ratio === null) return standing === 'over' ? say.detected : say.notDetected
  if (standing === 'over') {
    if (multiple === null || !hasMultiple(unit)) return say.overLimit(n(limitMax))
    return say.overBy(multipleText(locale, multiple), n(limitMax))
  }
  return standing === 'near'
    ? say.near(share(ratio, locale), n(limitMax))
    : say.within(share(ratio, locale), n(limitMax))
}

/** A multiple of exceedance: two decimals below one, else one; never nothing for a little. */
export const multipleText = (locale: Locale, multiple: number): string =>
  multiple < 0.01
    ? `<${formatNumber(locale, 0.01)}`
    : formatNumber(locale, Number(multiple.toFixed(multiple < 1 ? 2 : 1)))

const unitWords: Record<string, readonly [zh: string, en: string]> = {
  '1': ['', ''],
  multiple: ['倍', 'times'],
  'dilution multiple': ['倍', 'dilution times'],
  'count/L': ['个/L', 'count/L'],
  grade: ['级', 'grade'],
  无量纲: ['', ''],
  倍: ['倍', 'times'],
  级: ['级', 'grade'],
  '个/L': ['个/L', 'count/L'],
  '个/mL': ['个/mL', 'count/mL'],
}

/** A unit as readers write it: "1" (pH) is none. */
export function unitText(locale: Locale, unit: string): string {
  return unitWords[unit]?.[locale === 'zh' ? 0 : 1] ?? unit
}

const unitHtml = (locale: Locale, unit: string) => {
  const text = unitText(locale, unit)
  return text ? `<span class="unit">${escapeHtml(text)}</span>` : ''
}

/** Never 100 % for what is a little less, nor 0 % for a trace. */
function share(ratio: number, locale: Locale): string {
  const percent = ratio * 100
  if (percent > 0 && percent < 1) return '<1%'
  return `${formatNumber(locale, ratio < 1 ? Math.min(99, Math.round(percent)) : 100)}%`
}

function bar(value: number, limitMin: number | null, limitMax: number, { standing }: LimitJudgement): string {
  if (limitMin !== null) return rangeBar(value, limitMin, limitMax, standing)
  const ratio = limitMax === 0 ? (value > 0 ? 2 : 0) : value / limitMax
  const length = Math.min(width, Math.round(ratio * limitAt * 10) / 10)
  const beyond = ratio > 2 ? `<path class="mark-over" d="M${width} 3l7 4-7 4z"/>` : ''
  return svg(
    `<path class="mark-track" d="M0 3h${limitAt}v8H0z"/><path class="mark-beyond" d="M${limitAt} 3h${limitAt}v8H${limitAt}z"/>` +
      `<path class="mark-${standing}" d="M0 3h${length}v8H0z"/>${beyond}<path class="mark-line" d="M${limitAt} 0v14"/>`,
  )
}

/** pH from 0 to 14: the range between two hairlines, the value a dot on it. */
function rangeBar(value: number, limitMin: number, limitMax: number, standing: string): string {
  const at = (ph: number) => Math.round((Math.min(14, Math.max(0, ph)) / 14) * width * 10) / 10
  const [low, high] = [at(limitMin), at(limitMax)]
  return svg(
    `<path class="mark-beyond" d="M0 3h${width}v8H0z"/><path class="mark-track" d="M${low} 3H${high}v8H${low}z"/>` +
      `<path class="mark-line" d="M${low} 0v14M${high} 0v14"/>${
        standing === 'over'
          ? `<path class="mark-over" d="M${at(value)} 2l5 10h-10z"/>`
          : `<circle class="mark-${standing}" cx="${at(value)}" cy="7" r="4.5"/>`
      }`,
  )
}

function noData(reason: string): string {
  const hatch = `<path class="mark-hatch" d="${Array.from({ length: 16 }, (_, i) => `M${i * 7} 11l6-8`).join('')}"/>`
  return mark('none', svg(hatch), '—', escapeHtml(reason))
}

const svg = (content: string) =>
  `<svg class="limit-bar" viewBox="0 0 ${width} 14" width="${width}" height="14" aria-hidden="true">${content}</svg>`

const mark = (standing: string, drawing: string, value: string, words: string) =>
  `<span class="limit limit-${standing}">${drawing}<span class="limit-words"><span class="limit-value">${value}</span> <span class="limit-ratio">${words}</span></span></span>`
